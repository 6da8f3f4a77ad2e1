import type { Field } from './profile.ts'

/** One place of a frame: the skill's verb or noun in any of its words, a word as it stands, or the value of a field. */
export type Element =
  | { kind: 'verb' }
  | { kind: 'noun' }
  /** Where it is to go, said last: "… to my list", "…, add it to the book". */
  | { kind: 'tail' }
  | { kind: 'word'; stem: string; weight: number }
  /** `plain`: a preposition inside is unlikely, "create the … list". `strict`: only what is surely a name. */
  | { kind: 'slot'; field: Field; plain?: boolean; strict?: boolean }

/** The shape of a sentence that means a skill, learned from an example or made from its verbs and nouns. */
export interface Frame {
  elements: Element[]
  /** What the words of the frame say by themselves: "reopen …" gives `status: open`. */
  constants: Record<string, unknown>
  /** Made from an example rather than from verbs and nouns. */
  learned: boolean
  /** Means nothing unless all of its words are said. */
  whole?: boolean
  /** Has no words at all, only a slot: "call Dana". Told by what else the example held. */
  bare?: Bare
}

/** What a sentence without telling words looks like from outside. */
export interface Bare {
  verbFirst: boolean
  clock: boolean
  range: boolean
  day: boolean
  rule: boolean
  person: boolean
  mark: boolean
}

/** A frame laid over a clause. */
export interface Alignment {
  frame: Frame
  score: number
  /** Weight of the words that matched. */
  matched: number
  /** Weight of words of the clause that nothing explains. */
  unexplained: number
  /** Tokens of each slot, by field name: places in the clause. */
  slots: Map<string, number[]>
  /** Choices the frame left outside of slots. */
  taken: number[]
  /** Word elements that were not said. */
  missed: number
  /** Was a slot of the frame left empty? */
  empty: boolean
}
