import { stem } from '../text/stem.ts'
import { tokensOf } from '../text/tokens.ts'

/** Characters of a text, from `start` up to but not including `end`. */
export interface Mark {
  start: number
  end: number
}

/** Where a text has one of the words of a query, in the order they stand. @param terms the words as the index may have them */
export function marksIn(text: string, language: string | undefined, terms: ReadonlySet<string>): Mark[] {
  const marks: Mark[] = []
  for (const { word, start, end } of tokensOf(text)) {
    if (!terms.has(stem(word, language)) && !terms.has(word)) continue
    const last = marks.at(-1)
    // Pairs of characters overlap where words have no spaces between them.
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else marks.push({ start, end })
  }
  return marks
}
