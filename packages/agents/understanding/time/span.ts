import type { DayPart } from './lexicon.ts'
import type { Rule } from './recurrence.ts'

/** A point or stretch of time. */
export interface Moment {
  day?: string
  /** Last day of a stretch ("next week"). */
  last?: string
  /** The day to do something within the stretch. */
  pick?: string
  /** Minutes since midnight. */
  minute?: number
  /** Twelve hours later would be as good. */
  loose?: boolean
  part?: DayPart
  /** 0 to 6 where a weekday was named without a week. */
  weekday?: number
  /** A weekday was named that this day is not. */
  mismatch?: boolean
  /** Counted from now to the minute. */
  exact?: boolean
  /** IANA zone of the hour, where another than the person's was said. */
  zone?: string
}

/** Something said about time. `from` (inclusive) and `to` (exclusive) count tokens, the preposition before it included. */
export interface TimeSpan {
  from: number
  to: number
  /** Where the time itself begins, after the preposition. */
  core: number
  /** The preposition: `by`, `at`, `from`, `until`. */
  cue?: string
  moment?: Moment
  /** Where a range ends: "3 to 4 pm", "from Monday to Friday". */
  end?: Moment
  rule?: Rule
  /** Said to be not meant: ", not Thursday". */
  denied?: boolean
  /** Minutes. */
  length?: number
  /** Stands before a noun with a definite word, "the Friday review": part of a name more likely than a time. */
  inner?: boolean
  /** Stands between plain words without a preposition, "prepare Monday slides". */
  squeezed?: boolean
}

/** Words that may follow a time without making it part of a name. */
export const follows =
  /^(at|on|by|for|from|in|until|till|til|before|after|to|with|and|about|that|re|as|then|or|please|pls|plz|also|too|is|are|instead|every|each|of|it|i|we|im|i'm|due|via|thanks|thx|via|plus|but|because|so|when|if|not|would|works?|will|should|through|rather|anymore)$/
