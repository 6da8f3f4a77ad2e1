import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'

/** Paragraphs of a text, apart by blank lines. */
export function plain(text: string): Extracted {
  const extracted = new ExtractedText()
  for (const paragraph of text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/)) extracted.add(paragraph, { kind: 'paragraph' })
  return extracted.done()
}
