import { distance } from 'fastest-levenshtein'
import type { Hit } from '../index/chunk-index.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import type { KnownTerm } from './known-terms.ts'

/** Letters that may differ in a mistyped word. */
const tolerance = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** What is like a word, if it is in no passage: numbers and short words are never taken for others. */
export async function likeWords(index: WorkspaceIndex, { word, unknown }: KnownTerm, condition: string, limit: number): Promise<Hit[]> {
  if (!unknown || tolerance(word) === 0 || /\p{N}/u.test(word)) return []
  return index.byLikeWords(word, condition, limit)
}

/** The words of a text that a mistyped word may have been meant as. */
export const meantBy = (word: string, words: readonly string[]): string[] =>
  [...new Set(words)].filter(other => other[0] === word[0] && distance(word, other) <= tolerance(word))
