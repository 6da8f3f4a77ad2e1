import { distance } from 'fastest-levenshtein'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { type QueryTerm, stemsOf, termOf } from '../text/analyse.ts'
import { spelledAs } from '../text/lexicon.ts'
import { tolerance } from '../text/like.ts'
import { stem } from '../text/stem.ts'

/** A word of a question as the index has it. */
export interface KnownTerm extends QueryTerm {
  parts: KnownTerm[]
  name: boolean
  /** Of a mistyped word: the right one, or its stem. */
  meant?: string
  /** How much it tells: the rarer the more; 0 for what stands in every passage. */
  weight: number
  /** No passage has it, as it is written or in other words; `like` are then words it may have been meant as, or none. */
  unknown: boolean
  like: string[]
}

/** Words that ask more than they name count this much of others. */
const weakShare = 0.15
/** What asks stands in about every such passage; it is not counted. */
const usual = 50
/** Words a mistyped one is taken for. */
const meanings = 2

/** What the words of a question are worth in this index, as far as the person may look. A word that is in no passage is taken for a mistyped one. */
export async function knownTerms(index: WorkspaceIndex, terms: readonly QueryTerm[], condition: string): Promise<KnownTerm[]> {
  const flat = terms.flatMap(term => [term, ...term.parts]).filter(term => !term.weak)
  // All at once: each way to the index and back costs as much as what is counted there.
  const [passages, counts] = await Promise.all([
    index.count(condition),
    index.frequencies([...flat.map(term => term.terms), ...flat.map(({ kin }) => kin.flatMap(one => one.terms))], condition),
  ])
  const found = new Map(flat.map((term, i) => [term, counts[i] || (counts[flat.length + i] as number)]))
  const known = async (term: QueryTerm): Promise<KnownTerm> => {
    const parts = await Promise.all(term.parts.map(known))
    const count = term.weak ? passages / usual : (found.get(term) as number)
    const inParts = parts.length > 0 && parts.every(part => !part.unknown)
    const unknown = count === 0 && !inParts
    const rarity = count === 0 && inParts ? Math.max(...parts.map(part => part.weight)) : Math.log(1 + passages / Math.max(1, count))
    const name = term.name === 'if known' ? !unknown : term.name
    const as: KnownTerm = { ...term, parts, unknown, name, weight: rarity * (term.weak ? weakShare : 1), like: [] }
    if (!unknown || !mayBeMistyped(term)) return as
    const like = await meantBy(index, term, condition)
    const word = spelledAs(term.word, term.language)
    if (like[0] !== undefined) return { ...as, like, meant: word !== undefined && stemsOf(word).includes(like[0]) ? word : like[0] }
    if (word === undefined) return as
    const [right] = await knownTerms(index, [termOf(word, term.language)], condition)
    return right && !right.unknown ? { ...right, word: term.word, meant: word } : as
  }
  return Promise.all(terms.map(known))
}

/** Numbers, short words and those the dictionary knows are not taken for others. */
const mayBeMistyped = ({ word, kin }: QueryTerm): boolean => tolerance(word) > 0 && kin.length === 0 && !/\p{N}/u.test(word)

/** The words of the index a word may have been meant as, the likeliest first. */
async function meantBy(index: WorkspaceIndex, { word, language }: QueryTerm, condition: string): Promise<string[]> {
  const terms = [...new Set([word, stem(word, language)])]
  const like = await index.wordsLike(terms, condition)
  const far = (term: string) => Math.min(...terms.map(one => distance(one, term)))
  return like
    .map(({ term, met }) => ({ term, met, far: far(term) }))
    .sort((a, b) => a.far - b.far || b.met - a.met)
    .slice(0, meanings)
    .map(({ term }) => term)
}
