import type { Part } from './split.ts'
import type { State } from './state.ts'

/** "… and what else have I that day?": the day of what was asked for last stands in place of the words that point at it. */
export function thatDay(part: Part, state: State): Part {
  const at = part.tokens.findIndex(
    (token, place) =>
      /^(that|same)$/.test(token.lower) &&
      part.tokens[place + 1]?.lower === 'day' &&
      !/^(every|each)$/.test(part.tokens[place - 1]?.lower ?? ''),
  )
  const value = state.last
    .flatMap(request => Object.values(request.input))
    .find((each): each is string => typeof each === 'string' && /^\d{4}-\d{2}-\d{2}/.test(each))
  const [first, second] = [part.tokens[at], part.tokens[at + 1]]
  if (!first || !second || !value) return part
  const from = part.tokens[at - 1]?.lower === 'the' ? at - 1 : at
  const day = value.slice(0, 10)
  const token = { text: day, lower: day, start: first.start, end: second.end, kind: 'number' as const }
  return { ...part, tokens: [...part.tokens.slice(0, from), token, ...part.tokens.slice(at + 2)] }
}
