import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'

/** Paragraphs of a text, apart by blank lines. */
export function plain(text: string): Extracted {
  const extracted = new ExtractedText()
  for (const { text: paragraph, ...lines } of partsOf(text, /\n(?:[ \t]*\n)+/g)) extracted.add(paragraph, { kind: 'paragraph', ...lines })
  return extracted.done()
}

/** The parts of a text between separators, each with the lines it begins and ends on, from 1. */
export function* partsOf(text: string, separator: RegExp): Generator<{ text: string; line: number; lastLine: number }> {
  const whole = text.replaceAll('\r\n', '\n')
  let start = 0
  let line = 1
  for (const match of [...whole.matchAll(separator), { index: whole.length, 0: '' }]) {
    const part = whole.slice(start, match.index)
    yield { text: part, line: line + countLines(/^\s*/.exec(part)?.[0] ?? ''), lastLine: line + countLines(part.trimEnd()) }
    line += countLines(part) + countLines(match[0])
    start = match.index + match[0].length
  }
}

/** Line breaks in a text. */
export function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
