import type { Context } from '@atom/kernel'
import type { FoundChunk } from '../index/chunk-index.ts'
import { type FoundDocument, type Passage, passagesOf } from './search.ts'

/** A chunk nobody asked for in words, as a passage. */
export async function passageOf(ctx: Context, chunk: FoundChunk, document: FoundDocument, score: number): Promise<Passage> {
  const support = { words: 0, meaning: score, missing: 0, unknown: 0 }
  const [{ support: _, ...passage }] = (await passagesOf(ctx, [{ chunk, document, score, support }], 1)) as [Passage & { support: unknown }]
  return passage
}
