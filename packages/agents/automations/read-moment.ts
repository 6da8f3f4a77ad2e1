import { offsetAt } from '@atom/kernel'
import { type Token, tokenise } from '../understanding/text/token.ts'
import { clock } from '../understanding/time/civil.ts'
import { findTimes } from '../understanding/time/find.ts'
import type { Reader } from './reader.ts'
import { dayWithClock } from './relative-times.ts'

/** A time at the beginning of a text that is counted from the run: “9 tomorrow”, “Friday at noon”. A day alone means 9 in the morning. */
export function readMoment(reader: Reader, text: string, now: Date): { value: string; said: string; rest: string } | undefined {
  const wall = reader.wall(now)
  const spanIn = (tokens: Token[]) => findTimes(tokens, wall).find(each => each.from === 0)
  // “until 9 tomorrow” is “until at 9 tomorrow”.
  const [said, ahead] = spanIn(tokenise(text)) || !/^\d/.test(text) ? [text, 0] : [`at ${text}`, 3]
  const tokens = tokenise(said)
  const span = spanIn(tokens)
  const day = span?.moment?.day ?? (span?.moment?.minute === undefined ? undefined : wall.day)
  if (!span || day === undefined) return undefined
  const end = (tokens[span.to - 1]?.end ?? 0) - ahead
  const value = dayWithClock(wall, `${day}T${clock(span.moment?.minute ?? 9 * 60)}`, offsetAt(now.getTime(), reader.around.timeZone))
  return { value, said: text.slice(0, end), rest: text.slice(end) }
}
