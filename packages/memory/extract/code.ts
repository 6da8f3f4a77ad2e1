import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'
import { partsOf } from './plain.ts'

/** A program, settings or markup: cut where a blank line is followed by something that is not indented, as functions are. */
export function code(text: string): Extracted {
  const extracted = new ExtractedText()
  for (const { text: part, ...lines } of partsOf(text, /\n(?:[ \t]*\n)+(?=[^\s})\]])/g)) extracted.add(part, { kind: 'code', ...lines })
  return extracted.done()
}
