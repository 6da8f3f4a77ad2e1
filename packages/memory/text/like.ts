import { distance } from 'fastest-levenshtein'

/** Letters that may differ in a mistyped word. */
export const tolerance = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** Whether a word may have been meant as another: the first letter is right, and few others differ. */
export const isLike = (word: string, other: string): boolean => word[0] === other[0] && distance(word, other) <= tolerance(word)
