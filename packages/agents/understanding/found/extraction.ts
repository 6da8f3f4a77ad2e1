import type { Token } from '../text/token.ts'
import type { Now } from '../time/civil.ts'
import type { TimeSpan } from '../time/find.ts'

/** One clause of a message, prepared once for all skills. */
export interface Clause {
  text: string
  tokens: Token[]
  times: TimeSpan[]
  question: boolean
}

/** What is known of the workspace and the moment. */
export interface Surroundings {
  now: Now
  /** Names that exist, lower case, by what a `ref` points to. */
  names: ReadonlyMap<string, ReadonlySet<string>>
  /** Words that are neither names nor new: a lower-case word outside of them after "with" may be a name. */
  familiar: (word: string) => boolean
}

/** What was found in a clause for one skill. */
export interface Extraction {
  /** Tokens that belong to a found value and to no name or title. */
  hidden: boolean[]
  /** Tokens that may be a value or part of a name; the frame decides. By the first token. */
  soft: Map<number, { to: number; field: string; value: unknown; weak?: boolean }>
  values: Record<string, unknown>
  /** How many values were found. */
  count: number
  /** Values that were named with their own noun, "the Garage list". */
  anchored: number
  /** Times that have no field here. */
  homeless: number
  /** The field that got a moment which is over. */
  past?: string
  /** Two days were said and only one can be meant: "Thursday or Friday". */
  either?: boolean
  /** The same for another day as well: "tomorrow and on Friday". */
  also?: { field: string; value: string }
  /** It repeats at an hour of another zone, which no field keeps. */
  zoned?: boolean
  /** Days were said on which what repeats is not to be, and no rule can say that. */
  spared?: boolean
  /** Fields filled by an hour without a day. */
  dayless?: string[]
}

export const hide = (extraction: Extraction, from: number, to: number): void => {
  for (let at = from; at < to; at++) extraction.hidden[at] = true
}

export function put(extraction: Extraction, field: string, value: unknown): void {
  if (extraction.values[field] === undefined) extraction.count++
  extraction.values[field] = value
}

export const isFree = (extraction: Extraction, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (extraction.hidden[at]) return false
  return true
}

/** Is this the name of such a thing? */
export const isNamed = (around: Surroundings, to: string | undefined, words: string): boolean =>
  around.names.get(to ?? '')?.has(words.toLowerCase()) ?? false
