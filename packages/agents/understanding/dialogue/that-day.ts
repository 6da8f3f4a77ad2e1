import type { Token } from '../text/token.ts'
import { pronouns } from '../text/words.ts'
import type { Now } from '../time/civil.ts'
import { findTimes } from '../time/find.ts'
import type { Part } from './split.ts'
import type { State } from './state.ts'

/** "cancel the swim on Friday and book a massage at 6 instead": what takes the place of something has its day. */
function instead(part: Part, day: string, now: Now): Part {
  const last = part.tokens.findLast(token => token.kind !== 'sign')
  if (last?.lower !== 'instead' || part.tokens.some(token => pronouns.has(token.lower))) return part
  const times = findTimes(part.tokens, now)
  if (times.some(span => span.moment?.day) || !times.some(span => span.moment?.minute !== undefined)) return part
  const put = (text: string, kind: Token['kind']): Token => ({ text, lower: text, start: last.start, end: last.end, kind })
  return { ...part, tokens: part.tokens.flatMap(each => (each === last ? [put('on', 'word'), put(day, 'number')] : [each])) }
}

/** "… and what else have I that day?": the day of what was asked for last stands in place of the words that point at it. */
export function thatDay(part: Part, state: State, now: Now): Part {
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
  if (!value) return part
  const day = value.slice(0, 10)
  if (!first || !second) return instead(part, day, now)
  const from = part.tokens[at - 1]?.lower === 'the' ? at - 1 : at
  const token = { text: day, lower: day, start: first.start, end: second.end, kind: 'number' as const }
  return { ...part, tokens: [...part.tokens.slice(0, from), token, ...part.tokens.slice(at + 2)] }
}
