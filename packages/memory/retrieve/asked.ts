import { tokensOf } from '../text/tokens.ts'

/** What a question says about when and which version, beside its subject. */
export interface Asked {
  /** Years, months and versions it names, as they are compared: 2025, 03, v2, c. */
  years: string[]
  months: number[]
  versions: string[]
  /** It wants what was true before. */
  former: 'first' | 'previous' | undefined
  /** It asks for what is only planned. */
  draft: boolean
}

const months: Record<string, number> = Object.fromEntries(
  'january januar jan|february februar feb|march marz|april apr|may mai|june juni jun|july juli jul|august aug|september sept sep|october oktober oct okt|november nov|december dezember dec dez'
    .split('|')
    .flatMap((names, i) => names.split(' ').map(name => [name, i + 1])),
)
/** “May” and “March” are words too: only after a word that leads to a month. */
const leads = new Set('in of since until from by last this im vom bis seit der minutes early late mid'.split(' '))

const first = new Set('originally first initially original ursprunglich erste zuerst anfangs initial'.split(' '))
const previous = new Set(
  'previous previously former formerly earlier old older before used fruher fruhere alte alten vorherige bisher damals'.split(' '),
)
const drafts = new Set('draft proposed proposal propose proposes planned entwurf vorgeschlagen geplant'.split(' '))

export const monthOf = (word: string): number | undefined => months[word]
export const isYear = (word: string): boolean => /^(19|20)\d\d$/.test(word)

/** The version a name has: v2, 3.1, revision c, amendment 1; nothing where none is told. */
export function versionsIn(words: readonly string[]): string[] {
  const versions: string[] = []
  for (const [i, word] of words.entries()) {
    const before = words[i - 1] ?? ''
    if (/^v\d+(\.\d+)*$/.test(word)) versions.push(word.slice(1))
    else if (/^\d{1,2}\.\d+(\.\d+)*$/.test(word)) versions.push(word)
    else if (versionWords.has(before) && /^(\d{1,3}|[a-z])$/.test(word)) versions.push(word)
  }
  return versions
}

/** Words before the number or letter of a version. */
export const versionWords = new Set(
  'version rev revision release amendment addendum nachtrag anderung ausgabe stand edition issue firmware'.split(' '),
)
export const draftWords = drafts

export function readAsked(query: string): Asked {
  const words = [...tokensOf(query)].map(({ word }) => word)
  return {
    years: words.flatMap(word => (isYear(word) ? [word] : /^(19|20)\d\d-\d\d/.test(word) ? [word.slice(0, 4)] : [])),
    months: words.flatMap((word, i) => {
      const month = months[word]
      const isName =
        !['may', 'march', 'mai', 'sep', 'dec', 'jan', 'mar'].includes(word) || leads.has(words[i - 1] ?? '') || isYear(words[i + 1] ?? '')
      return month !== undefined && isName ? [month] : []
    }),
    versions: versionsIn(words),
    former: words.some(word => first.has(word)) ? 'first' : words.some(word => previous.has(word)) ? 'previous' : undefined,
    draft: words.some(word => drafts.has(word)),
  }
}
