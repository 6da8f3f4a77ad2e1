import type { Candidate } from './session-state.ts'

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Which of the candidates is meant by "2", "the second one", "last" or words of its title; nothing when that is not certain. */
export function chosenOf(text: string, candidates: Candidate[]): Candidate | undefined {
  const words = plain(text)
  const short = words
    .replace(/\b(the|one|number|no|option|please|that|take|pick|i|mean|meant)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const digits = /^(\d{1,2})(st|nd|rd|th)?$/.exec(short === '' ? words : short)
  if (digits) return candidates[Number(digits[1]) - 1]
  if (short === '' && /\bone\b/.test(words) && !/\bthe\b/.test(words)) return candidates[0]
  if (short === 'last') return candidates.at(-1)
  const place = Math.max(ordinals.indexOf(short), numbers.indexOf(short))
  if (place >= 0) return candidates[place]
  const exact = candidates.filter(candidate => plain(candidate.title) === words)
  if (exact.length === 1) return exact[0]
  if (short.length < 2) return undefined
  const containing = candidates.filter(candidate => short.split(' ').every(word => plain(candidate.title).split(' ').includes(word)))
  return containing.length === 1 ? containing[0] : undefined
}
