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
      input[name] = milliseconds === 0 ? '{{ $now() }}' : `{{ $fromMillis($toMillis($now()) + ${milliseconds}) }}`
      continue
    }
    const ahead = daysBetween(wall.day, value.slice(0, 10))
    if (daysMoved(value, said(dayOn)) === 1) {
      input[name] = dayAfter(ahead, zone) + clock
      continue
    }
    if (daysMoved(value, said(weekOn)) === 7) {
      const dayOfWeek = await byWeekday(value, name, wall.day, zone, at)
      if (dayOfWeek === undefined) return { unclear: value }
      input[name] = dayOfWeek + clock
      continue
    }
    if (daysMoved(value, said(monthOn)) !== 0) return { unclear: value }
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

/** Days from a run on day `d` of the week to day `w`, Monday being 1: the next after the run, the next that may be its own day, and that of its own week or of one after it. */
const ways: [(d: number, w: number) => number, (w: number, d: string) => string][] = [
  [(d, w) => ((w - d + 6) % 7) + 1, (w, d) => `((${w + 6} - ${d}) % 7 + 1)`],
  [(d, w) => (w - d + 7) % 7, (w, d) => `((${w + 7} - ${d}) % 7)`],
  ...[0, 7, 14].map((on): [(d: number, w: number) => number, (w: number, d: string) => string] => [
    (d, w) => w - d + on,
    (w, d) => `(${w + on} - ${d})`,
  ]),
]

/** A day of the week as an expression: the sentence is read on each day of a week, and what gives the same days is meant. */
async function byWeekday(
  value: string,
  name: string,
  today: string,
  zone: string,
  at: (milliseconds: number) => Promise<Record<string, unknown>>,
): Promise<string | undefined> {
  const w = weekdayOf(value.slice(0, 10)) + 1
  const seen: { d: number; ahead: number }[] = []
  for (let days = 0; days < 7; days++) {
    const read = days === 0 ? value : (await at(days * day))[name]
    if (typeof read !== 'string') return undefined
    const date = new Date(Date.parse(today) + days * day).toISOString().slice(0, 10)
    seen.push({ d: weekdayOf(date) + 1, ahead: daysBetween(date, read.slice(0, 10)) })
  }
  const write = ways.find(([count]) => seen.every(({ d, ahead }) => count(d, w) === ahead))?.[1]
  return (
    write &&
    `{{ $fromMillis($toMillis($now()) + ${write(w, `$number($now('[F0]'${zoned(zone)}))`)} * ${day}, '${picture}'${zoned(zone)}) }}`
  )
}

/** The day after today with a clock time, for what is waited for. */
export const dayWithClock = (now: { day: string }, value: string, zone: string): string =>
  dayAfter(daysBetween(now.day, value.slice(0, 10)), zone) + value.slice(10)
