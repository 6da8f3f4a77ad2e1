import type { FoundChunk, Hit } from '../index/chunk-index.ts'

export interface Fused {
  chunk: FoundChunk
  /** 0 to 1, larger is better. */
  score: number
  /** Its cosine; 0 where it was found by its words alone. */
  meaning: number
}

export interface Weights {
  words: number
  vector: number
}

/**
 * Puts two rankings together by their scores, each scaled to its best: reciprocal ranks would throw away by how much the first is better.
 * BM25 has no upper bound, so it is taken against the best of this search; cosines below 0.1 tell nothing.
 */
export function fuse(words: Hit[], vector: Hit[], weights: Weights): Fused[] {
  const best = Math.max(...words.map(hit => hit.score), 0) || 1
  const fused = new Map<string, Fused>()
  const add = (hit: Hit, share: number, meaning: number) => {
    const there = fused.get(hit.chunk.id)
    if (!there) fused.set(hit.chunk.id, { chunk: hit.chunk, score: share, meaning })
    else {
      there.score += share
      there.meaning = Math.max(there.meaning, meaning)
    }
  }
  for (const hit of words) add(hit, (weights.words * hit.score) / best, 0)
  for (const hit of vector) add(hit, weights.vector * Math.max(0, (hit.score - 0.1) / 0.9), hit.score)
  return [...fused.values()].sort((a, b) => b.score - a.score)
}
