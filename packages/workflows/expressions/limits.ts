/** What one expression may cost. Each limit is there because JSONata without it took the process down. */
export const limits = {
  /** Characters of one expression. */
  source: 10_000,
  /** Depth of brackets and operators in one expression. */
  nesting: 100,
  /** Words and signs of one expression, once JSONata has doubled what stands left of `??` and `?:`. Its parser takes 0.3 s for so many. */
  words: 4_000,
  /** Milliseconds of the processor's time for one evaluation. */
  time: 200,
  /** Milliseconds by the clock, however busy the machine. */
  clock: 900,
  /** Calls within calls. JSONata counts what a list or an object works out side by side as well, so that 200 would stop one of 70 fields. */
  stack: 1_000,
  /** Items of one list an expression builds. */
  sequence: 100_000,
  /** Characters of one value as JSON, near enough. */
  value: 10_000_000,
  /** Characters of all texts one evaluation makes on the way. */
  texts: 50_000_000,
  /** Lists and objects within each other in one value. */
  depth: 100,
  /** Steps of a pattern: characters of the text times instructions of the pattern. Measured: 20 million a second at worst. */
  pattern: 4_000_000,
} as const
