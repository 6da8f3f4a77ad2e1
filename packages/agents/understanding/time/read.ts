import type { Token } from '../text/token.ts'
import { numbers } from './lexicon.ts'

/** Words of a message as the readers of time see them. */
export type Words = readonly Token[]

export const wordAt = (words: Words, at: number): string => words[at]?.lower ?? ''

const cuts = new Map<string, string[]>()

/** The words of a phrase; they are few and asked for at every token. */
function cut(text: string): string[] {
  let words = cuts.get(text)
  if (!words) {
    words = text.split(' ')
    cuts.set(text, words)
  }
  return words
}

/** Do these words stand here? Gives the place after them. */
export function phrase(words: Words, at: number, text: string): number | undefined {
  const wanted = cut(text)
  for (let i = 0; i < wanted.length; i++) if (wordAt(words, at + i) !== wanted[i]) return undefined
  return at + wanted.length
}

/** The first of several phrases that stands here. */
export function anyPhrase(words: Words, at: number, ...texts: string[]): number | undefined {
  for (const text of texts) {
    const to = phrase(words, at, text)
    if (to !== undefined) return to
  }
  return undefined
}

/** A whole number, in digits or as a word; "a couple of", "a few". */
export function readNumber(words: Words, at: number): { to: number; value: number } | undefined {
  const word = wordAt(words, at)
  if (/^\d{1,5}$/.test(word)) return { to: at + 1, value: Number(word) }
  const couple = anyPhrase(words, at, 'a couple of', 'a couple', 'couple of')
  if (couple) return { to: couple, value: 2 }
  const few = anyPhrase(words, at, 'a few')
  if (few) return { to: few, value: 3 }
  const value = numbers.get(word)
  return value === undefined ? undefined : { to: at + 1, value }
}

/** `3rd` or `third`, as a number; `last` is -1. */
export const readOrdinal = (word: string): number | undefined => {
  const digits = /^(\d{1,2})(st|nd|rd|th)$/.exec(word)
  return digits ? Number(digits[1]) : undefined
}
