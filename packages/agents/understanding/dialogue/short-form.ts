import type { Token } from '../text/token.ts'

const abbreviation = /^(mr|mrs|ms|dr|st|prof|vs|approx|e|g|i|a|p|m|w|nr|ca|etc|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)$/

/** Short for what is counted: a number after it belongs to it, "ch. 5", "no. 12". */
const counter =
  /^(ch|chap|sec|sect|fig|figs|no|nos|nr|p|pp|pg|vol|ver|v|ed|art|par|para|ex|q|qty|ext|tel|apt|rm|bldg|ste|max|min|app|tab|pt|pts|eq)$/
/** Short for a word that goes on behind it. */
const shortened =
  /^(incl|dept|est|ave|blvd|rd|jr|sr|inc|ltd|corp|gov|gen|col|capt|lt|sgt|rev|hon|messrs|mt|ft|tbl|tsp|oz|lb|lbs|esp|resp|fwd|attn)$/

/** Does this dot end a short form rather than a sentence? */
export function shortForm(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at - 1]?.lower ?? ''
  const next = tokens[at + 1]
  return abbreviation.test(word) || shortened.test(word) || (counter.test(word) && /^(#|\d|[ivxl]+$)/.test(next?.lower ?? ''))
}
