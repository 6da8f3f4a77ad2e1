import { meaningOf, offsetAt } from '@atom/kernel'
import type { z } from 'zod'
import type { Request } from '../understanding/index.ts'
import { weekdayOf } from '../understanding/time/civil.ts'
import type { Reader } from './reader.ts'

const day = 86_400_000
const spread = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds)

/**
 * A run happens later than the sentence was said, so “tomorrow” must count from the run. Which times do is found by reading the sentence
 * again as if it were said at other times: what moves along is written as an expression, what stays is a date.
 * @returns the input with those fields rewritten, or the words of a time that cannot be
 */
export async function countFromRun(
  reader: Reader,
  request: Request,
  readAt: (now: Date) => Promise<Request | undefined>,
  now: Date,
): Promise<{ input: Record<string, unknown> } | { unclear: string }> {
  const shape = reader.vocabulary.skill(request.skill)?.input.shape as Record<string, z.ZodType> | undefined
  const input = { ...request.input }
  const fields = Object.entries(input).filter(([name, value]) => {
    const kind = shape?.[name] && meaningOf(shape[name])?.kind
    return (kind === 'when' || kind === 'day') && typeof value === 'string' && !value.includes('{{')
  }) as [string, string][]
  if (fields.length === 0) return { input }
  const at = async (milliseconds: number) => (await readAt(spread(now, milliseconds)))?.input ?? {}
  const [minutesOn, dayOn, weekOn] = [await at(7 * 60_000), await at(day), await at(7 * day)]
  const monthOn = await at(40 * day)
  const zone = offsetAt(now.getTime(), reader.around.timeZone)
  const wall = reader.wall(now)
  for (const [name, value] of fields) {
    const said = (other: Record<string, unknown>) => (typeof other[name] === 'string' ? (other[name] as string) : undefined)
    const clock = value.slice(10)
    if (clock && moved(value, said(minutesOn)) === 7) {
      const milliseconds = momentOf(value) - momentOf(`${wall.day}T${hhmm(wall.minute)}`)
      input[name] = `{{ $fromMillis($toMillis($now()) + ${milliseconds}) }}`
      continue
    }
    const ahead = daysBetween(wall.day, value.slice(0, 10))
    if (daysMoved(value, said(dayOn)) === 1) input[name] = dayAfter(ahead, zone) + clock
    else if (daysMoved(value, said(weekOn)) === 7 && ahead <= 7) input[name] = nextWeekdayAfter(weekdayOf(value.slice(0, 10)), zone) + clock
    else if (daysMoved(value, said(monthOn)) !== 0) return { unclear: value }
  }
  return { input }
}

const momentOf = (text: string) => Date.parse(`${text}Z`)
const moved = (from: string, to: string | undefined) => (to === undefined ? undefined : (momentOf(to) - momentOf(from)) / 60_000)
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / day)
const daysMoved = (from: string, to: string | undefined) => (to === undefined ? undefined : daysBetween(from.slice(0, 10), to.slice(0, 10)))
const hhmm = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const picture = '[Y0001]-[M01]-[D01]'
/** Expressions count in UTC; the offset is that of the day on which it was said, so near midnight a change of the clock may be seen. */
const zoned = (zone: string) => {
  const offset = zone.replace(':', '')
  return /^[+-]\d{4}$/.test(offset) && !/0000$/.test(offset) ? `, '${offset}'` : ''
}

/** The day so many days after the run. */
function dayAfter(days: number, zone: string): string {
  if (days === 0) return `{{ $now('${picture}'${zoned(zone)}) }}`
  return `{{ $fromMillis($toMillis($now()) + ${days * day}, '${picture}'${zoned(zone)}) }}`
}

/** The next such day of the week after the day of the run; 0 is Monday. */
const nextWeekdayAfter = (weekday: number, zone: string): string =>
  `{{ $fromMillis($toMillis($now()) + ((${weekday + 7} - $number($now('[F0]'${zoned(zone)}))) % 7 + 1) * ${day}, '${picture}'${zoned(zone)}) }}`

/** The day after today with a clock time, for what is waited for. */
export const dayWithClock = (now: { day: string }, value: string, zone: string): string =>
  dayAfter(daysBetween(now.day, value.slice(0, 10)), zone) + value.slice(10)
