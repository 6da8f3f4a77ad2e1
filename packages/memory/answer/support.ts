import { placesOf, shareIn } from '../retrieve/evidence.ts'
import type { KnownTerm } from '../retrieve/known-terms.ts'
import { termsOf } from '../text/analyse.ts'

/** How well a passage bears on a question. */
export interface Support {
  /** Share of what the question's words tell that the passage has, 0 to 1. */
  words: number
  /** Cosine of question and passage. */
  meaning: number
  /** Names in the question that the passage has not. */
  missing: number
  /** Share of what the question's words tell that no passage has. */
  unknown: number
}

/** The share of a question's words in a text, by weight. */
export const wordsIn = (text: string, language: string | undefined, terms: readonly KnownTerm[]): number =>
  shareIn(placesOf(termsOf(text, language)), terms)

/** Where what is asked for, such as a number, does not stand: in the sentence that bears on it most, in the whole passage. */
export interface Lacking {
  sentence: boolean
  passage: boolean
}

/** How much each of it tells, as a logistic regression over the half of the questions of `npm run bench:memory` that is for tuning found. */
const weights = { words: 4.4, meaning: 4.5, missing: -3.03, unknown: -2.2, sentence: -0.91, passage: -1.58 }
const bound = 3.75

/**
 * Whether an answer may stand on a passage: it has most of what is asked, or is near in meaning. One that lacks a name of the question is about
 * something else, a question with words that stand nowhere is more often about what was never read, and one that asks for a number or a person is
 * seldom answered by what has none.
 */
export const supports = (
  { words, meaning, missing, unknown }: Support,
  { sentence, passage }: Lacking = { sentence: false, passage: false },
): boolean =>
  weights.words * words +
    weights.meaning * meaning +
    weights.missing * Math.min(1, missing) +
    weights.unknown * unknown +
    weights.sentence * Number(sentence) +
    weights.passage * Number(passage) >=
  bound
