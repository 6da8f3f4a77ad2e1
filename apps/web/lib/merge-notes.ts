import { diff3Merge } from 'node-diff3'

/** What a person writes of a note. */
export interface NoteDraft {
  title: string
  body: string
  labels: string[]
}

/**
 * Two changes of one note put together, line by line. Where both changed the same lines theirs come first and mine follow, so that nothing either
 * of them typed is lost.
 */
export function mergeNotes(base: NoteDraft, mine: NoteDraft, theirs: NoteDraft): NoteDraft {
  return {
    title: mergeTitles(base.title, mine.title, theirs.title),
    body: mergeLines(base.body, mine.body, theirs.body),
    labels: [
      ...theirs.labels.filter(label => mine.labels.includes(label) || !base.labels.includes(label)),
      ...mine.labels.filter(label => !theirs.labels.includes(label) && !base.labels.includes(label)),
    ],
  }
}

/** The server trims titles; a space that is being typed is no other title. */
function mergeTitles(base: string, mine: string, theirs: string): string {
  if (theirs.trim() === base.trim() || theirs.trim() === mine.trim()) return mine
  return mine.trim() === base.trim() ? theirs : `${theirs} / ${mine}`.slice(0, 500)
}

function mergeLines(base: string, mine: string, theirs: string): string {
  if (theirs === base || theirs === mine) return mine
  if (mine === base) return theirs
  const regions = diff3Merge(theirs.split('\n'), base.split('\n'), mine.split('\n'), { excludeFalseConflicts: true })
  return regions.flatMap(({ ok, conflict }) => ok ?? (conflict ? bothOf(conflict) : [])).join('\n')
}

/** Neighbouring lines are told apart where each of them is still in its place; else what they had comes first, then what I have. */
function bothOf({ a: theirs, o: base, b: mine }: { a: string[]; o: string[]; b: string[] }): string[] {
  if (theirs.length !== base.length || mine.length !== base.length) return [...theirs, ...mine]
  return base.flatMap((line, n) => {
    const [their = '', own = ''] = [theirs[n], mine[n]]
    return own === line || own === their ? [their] : their === line ? [own] : [their, own]
  })
}
