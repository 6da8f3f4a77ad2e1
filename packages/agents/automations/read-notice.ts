import { notices, oneWords, structure } from './lexicon.ts'
import { pluralOf } from './read-condition.ts'
import type { Reader } from './reader.ts'
import type { Statement, Subject } from './types.ts'
import { replaceNamed, textOf } from './words-for.ts'

/** Stands for what is told while the part is read. */
const mark = 'Reftoken'

export interface NoticePlace {
  subjects: readonly Subject[]
  /** What there is to tell when nothing more is said: what happened, or what was found. */
  occasion?: string | undefined
}

/** Is something told to somebody? */
export const isNotice = (text: string): boolean => noticeIn(text) !== undefined

function noticeIn(text: string) {
  for (const pattern of notices) {
    const { who, what } = pattern.exec(text)?.groups ?? {}
    if (who !== undefined && !/^(?:us|it|them|the|everyone|everybody|all|a|an|my|our|about|that)$/i.test(who))
      return { who: who.toLowerCase() === 'me' ? 'me' : who, what }
  }
  return undefined
}

/**
 * “let me know”, “tell Sam that …”: whatever reminds people, with a time that is now. @returns nothing where it is no such thing, and a
 * question where what is to be told is not clear
 */
export async function readNotice(
  reader: Reader,
  text: string,
  place: NoticePlace,
): Promise<{ statement: Statement } | { ask: string } | undefined> {
  const notice = noticeIn(text)
  if (!notice) return undefined
  const told = toldIn(reader, notice.what, place)
  if (told === undefined) return { ask: `What should I tell? I did not understand “${text}”. Say “let me know that …” with the words.` }
  const { requests, ask } = await reader.hear(`remind ${notice.who} in 0 minutes: “${mark}”`)
  const [request] = requests
  const field = Object.entries(request?.input ?? {}).find(([, value]) => typeof value === 'string' && value.includes(mark))?.[0]
  if (!request || requests.length > 1 || ask || !field) return { ask: `Whom should I tell? I did not understand “${text}”.` }
  const wall = reader.wall(reader.around.now)
  const minute = `${wall.day}T${String(Math.floor(wall.minute / 60)).padStart(2, '0')}:${String(wall.minute % 60).padStart(2, '0')}`
  const input: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(request.input)) input[name] = name === field ? told : value === minute ? '{{ $now() }}' : value
  return {
    statement: {
      kind: 'do',
      id: reader.idFor(request.skill),
      title: text.charAt(0).toUpperCase() + text.slice(1),
      skill: request.skill,
      input,
    },
  }
}

/** The words that are told. */
function toldIn(reader: Reader, what: string | undefined, { subjects, occasion }: NoticePlace): string | undefined {
  if (what !== undefined && structure.test(what.replace(/["“][^"“”]*["”]/g, '“”'))) return undefined
  const plain = what?.trim().replace(/^(?:about|of) /i, '') ?? ''
  const list = subjects.find(subject => subject.many)
  if (
    plain === '' ||
    oneWords.exec(plain)?.[0].length === plain.length ||
    /^(?:so|these|those|them all|when (?:it|that) happens|at once|right away|immediately|now|too|as well|how many(?: (?:there are|of them))?|which(?: ones?)?(?: they are)?|the list)$/i.test(
      plain,
    )
  ) {
    if (list && subjects[0] === list) return linesOf(reader, list)
    return occasion ?? subjects[0]?.told ?? (subjects[0]?.family === undefined ? undefined : textOf(reader, subjects[0]))
  }
  const words = /^(?:that|to|saying|with the (?:text|words?|message)|:)\s+(.+)$/iu.exec(plain)?.[1] ?? quotedWhole(plain)
  if (words === undefined) return undefined
  const [near] = subjects
  const text = (near ? replaceNamed(reader, words, near) : words).replace(/^["“]|["”]$/g, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const quotedWhole = (text: string): string | undefined => /^["“](.+)["”]$/.exec(text)?.[1]

/** A list in one line that is never empty and no longer than a name may be. */
export function linesOf(reader: Reader, list: Subject): string {
  const family = list.family === undefined ? undefined : reader.vocabulary.families.get(list.family)
  const noun = family ? pluralOf(family) : 'items'
  return `{{ $count(${list.path}) & ' ${noun}: ' & $substring($join([${list.path}.${family?.display ?? 'title'}], ', '), 0, 400) }}`
}

/** How many there are, in words. */
export function countOf(reader: Reader, list: Subject): string {
  const family = list.family === undefined ? undefined : reader.vocabulary.families.get(list.family)
  return `{{ $count(${list.path}) & ' ${family ? pluralOf(family) : 'items'}' }}`
}
