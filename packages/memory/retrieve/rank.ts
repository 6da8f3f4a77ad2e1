import type { Support } from '../answer/support.ts'
import type { Candidate, FoundChunk } from '../index/chunk-index.ts'
import { termsOf } from '../text/analyse.ts'
import type { Asked } from './asked.ts'
import { type Places, placesOf, shareIn, togetherIn } from './evidence.ts'
import type { KnownTerm } from './known-terms.ts'
import type { FoundDocument } from './search.ts'

export interface Weights {
  words: number
  vector: number
}

export interface Ranked {
  chunk: FoundChunk
  document: FoundDocument
  documentId: string
  title: string
  at: string
  section: string
  /** About 0 to 1, larger is better. */
  score: number
  support: Support
}

const usualWeights: Weights = { words: 0.6, vector: 0.4 }
const tuning = { title: 0.1, together: 0.1, dated: 0.1, low: 0.1, high: 0.8 }

/** Puts candidates in order by how much of the question's words each has and how near its meaning is. */
export function rank(
  candidates: readonly (Candidate & { document: FoundDocument })[],
  terms: readonly KnownTerm[],
  asked: Asked,
  weights: Weights = usualWeights,
): Ranked[] {
  const unknown = unknownShare(terms)
  return candidates
    .map(({ chunk, document, terms: said, meaning }): Ranked => {
      const places = placesOf(said)
      const words = shareIn(places, terms)
      const above = placesOf(termsOf(`${document.title} ${chunk.headings}`, chunk.language || undefined))
      const byWords =
        words +
        tuning.together * togetherIn(places, terms) +
        tuning.title * shareIn(above, terms) +
        tuning.dated * dated(document.at, asked)
      const byMeaning = Math.max(0, (meaning - tuning.low) / (tuning.high - tuning.low))
      return {
        chunk,
        document,
        documentId: document.id,
        title: document.title,
        at: document.at,
        section: chunk.headings.split('\n').at(-1) ?? '',
        score: weights.words * byWords + weights.vector * byMeaning,
        support: { words, meaning, missing: missingIn(places, terms, document.at), unknown },
      }
    })
    .sort((a, b) => b.score - a.score)
}

/** Whether a document is of a year and month that the question names. */
function dated(at: string, { years, months }: Asked): number {
  if (years.length + months.length === 0) return 0
  const year = years.length === 0 || years.includes(at.slice(0, 4))
  const month = months.length === 0 || months.includes(Number(at.slice(5, 7)))
  return year && month ? 1 : 0
}

/** How many of the names in a question a passage has not. A year may be the document's. */
const missingIn = (places: Places, terms: readonly KnownTerm[], at: string): number =>
  terms.filter(term => term.name && term.word !== at.slice(0, 4) && shareIn(places, [{ ...term, weight: 1 }]) === 0).length

function unknownShare(terms: readonly KnownTerm[]): number {
  const all = terms.reduce((sum, { weight }) => sum + weight, 0)
  return all === 0 ? 0 : terms.reduce((sum, term) => sum + (term.unknown && term.like.length === 0 ? term.weight : 0), 0) / all
}
