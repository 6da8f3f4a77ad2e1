import { placesOf, shareIn } from '../retrieve/evidence.ts'
import type { KnownTerm } from '../retrieve/known-terms.ts'
import { termsOf } from '../text/analyse.ts'

/** How well a passage bears on a question. */
export interface Support {
  /** Share of what the question's words tell that the passage has, 0 to 1. */
  words: number
  /** Cosine of question and passage. */
  meaning: number
}

/** The share of a question's words in a text, by weight. */
export const wordsIn = (text: string, language: string | undefined, terms: readonly KnownTerm[]): number =>
  shareIn(placesOf(termsOf(text, language)), terms)

/**
 * Whether an answer may stand on a passage. The bounds are measured, not reasoned: see `npm run bench:memory`. Words alone count when most of
 * what the question tells is there; meaning alone when it is close; less of each does together.
 */
export const supports = ({ words, meaning }: Support): boolean => words >= 0.7 || meaning >= 0.6 || words + meaning >= 0.85
