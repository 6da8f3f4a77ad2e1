import { createHash } from 'node:crypto'
import type { Chunk } from './chunk.ts'

/** What of a chunk is analysed and embedded: its document's title and headings in front, so that a passage is found by what it is about. */
export function embeddedText(text: string, chunk: Chunk, title: string): string {
  const passage = text.slice(chunk.start, chunk.end)
  const path = [title, ...chunk.headings].filter((part, i, all) => part !== '' && all.indexOf(part) === i && !passage.startsWith(part))
  return path.length === 0 ? passage : `${path.join(' › ')}\n${passage}`
}

/** SHA-256 of what is embedded, by which an index knows that it has its vector. */
export const embeddedHash = (embedded: string): string => createHash('sha256').update(embedded).digest('hex')
