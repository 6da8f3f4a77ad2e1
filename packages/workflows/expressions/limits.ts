/** What one expression may cost. Each limit is there because JSONata without it took the process down. */
export const limits = {
  /** Characters of one expression. */
  source: 10_000,
  /** Depth of brackets and operators in one expression. */
  nesting: 100,
  /** Nodes of the syntax tree once JSONata has doubled what stands left of `??` and `?:`. */
  tree: 50_000,
  /** Milliseconds of one evaluation. */
  time: 200,
  /** Calls within calls. */
  stack: 200,
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
