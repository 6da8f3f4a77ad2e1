import { addDays, type Context, dayIn, isDay, startOfDay } from '@atom/kernel'
import { holdingAll } from '../search.ts'
import { datesBetween } from '../series.ts'
import { type EventRow, eventRows } from './record.ts'
import { endAfter, lengthOf } from './times.ts'

/** A stretch of time: moments in UTC, and the days they touch in the person's zone, inclusive. */
export interface Window {
  from: string
  /** Exclusive; without it there is no end for single events, and a year for recurring ones. */
  to?: string
  firstDay: string
  lastDay?: string
}

/** Where to go on: after the event that starts then and has this id. */
export interface Position {
  start: string
  id: string
}

/** An event at one time. `at` is its start in UTC, a day's being its midnight in the person's zone, so that all can be put in order. */
export interface Occurrence {
  at: string
  row: EventRow
}

export const windowOfDays = (ctx: Context, firstDay: string, lastDay?: string): Window => ({
  from: startOfDay(firstDay, ctx.person.timeZone),
  firstDay,
  ...(lastDay === undefined ? {} : { to: startOfDay(addDays(lastDay, 1), ctx.person.timeZone), lastDay }),
})

export const windowOfMoments = (ctx: Context, from: string, to: string): Window => ({
  from,
  to,
  firstDay: dayIn(new Date(from), ctx.person.timeZone),
  lastDay: dayIn(new Date(Date.parse(to) - 1), ctx.person.timeZone),
})

const isAfter = (occurrence: Occurrence, position?: Position): boolean =>
  position === undefined || occurrence.at > position.start || (occurrence.at === position.start && occurrence.row.id > position.id)

const inOrder = (a: Occurrence, b: Occurrence): number => (a.at === b.at ? (a.row.id < b.row.id ? -1 : 1) : a.at < b.at ? -1 : 1)

export interface Wanted {
  /** At most so many. */
  limit: number
  after?: Position | undefined
  /** Lower case; all of them must be there. */
  words?: string[]
}

/** Events that touch the window, in the order of their starts. One query for each of moments, days and series. */
export async function occurrencesIn(ctx: Context, window: Window, wanted: Wanted): Promise<Occurrence[]> {
  const found = [...(await moments(ctx, window, wanted)), ...(await days(ctx, window, wanted)), ...(await series(ctx, window, wanted))]
  return found
    .filter(occurrence => isAfter(occurrence, wanted.after))
    .sort(inOrder)
    .slice(0, wanted.limit)
}

const withWords = (ctx: Context, words: string[] = []) => holdingAll(eventRows(ctx), 'search_text', words)

async function moments(ctx: Context, { from, to }: Window, { limit, after, words }: Wanted): Promise<Occurrence[]> {
  let query = withWords(ctx, words).where('recurs', '=', 0).where('all_day', '=', 0)
  // An event without a length is there at its start.
  query = query.where(eb => eb.or([eb('end', '>', from), eb.and([eb('end', '=', from), eb('start', '=', from)])])).where('end', '>=', from)
  if (to !== undefined) query = query.where('start', '<', to)
  if (after !== undefined)
    query = query.where('start', '>=', after.start).where(eb => eb.or([eb('start', '>', after.start), eb('id', '>', after.id)]))
  const rows = await query.orderBy('start').orderBy('id').limit(limit).execute()
  return rows.map(row => ({ at: row.start, row }))
}

async function days(ctx: Context, { firstDay, lastDay }: Window, { limit, after, words }: Wanted): Promise<Occurrence[]> {
  const zone = ctx.person.timeZone
  let query = withWords(ctx, words).where('recurs', '=', 0).where('all_day', '=', 1).where('end', '>=', firstDay)
  if (lastDay !== undefined) query = query.where('start', '<=', lastDay)
  if (after !== undefined) {
    const day = dayIn(new Date(after.start), zone)
    // A day stands at its midnight: past that, only later days are still to come.
    const begun = startOfDay(day, zone) < after.start
    query = query
      .where('start', '>=', day)
      .where(eb => (begun ? eb('start', '>', day) : eb.or([eb('start', '>', day), eb('id', '>', after.id)])))
  }
  const rows = await query.orderBy('start').orderBy('id').limit(limit).execute()
  return rows.map(row => ({ at: startOfDay(row.start, zone), row }))
}

const dayLength = 86_400_000
/** How far a series is followed where no end is given. */
const horizon = 366 * dayLength
/** A series is followed in steps that grow, so that the next fifty of an hourly one are found without making a year of them. */
const firstStep = 32 * dayLength

/** Occurrences of all series. Each is read from far enough back that one which began earlier and still lasts is found. */
async function series(ctx: Context, window: Window, { limit, after, words }: Wanted): Promise<Occurrence[]> {
  const to = window.to ?? new Date(Date.parse(window.from) + horizon).toISOString()
  const lastDay = window.lastDay ?? dayIn(new Date(to), ctx.person.timeZone)
  const rows = await withWords(ctx, words)
    .where('recurs', '=', 1)
    .where('start', '<', lastDay > to ? addDays(lastDay, 1) : to)
    .execute()
  return rows.flatMap(row => expand(ctx, row, { ...window, to, lastDay }, limit, after))
}

function expand(ctx: Context, row: EventRow, window: Required<Window>, limit: number, after?: Position): Occurrence[] {
  const zone = ctx.person.timeZone
  const length = lengthOf(row)
  const allDay = isDay(row.start)
  const first = allDay ? `${window.firstDay}T00:00:00.000Z` : window.from
  const end = Date.parse(allDay ? `${addDays(window.lastDay, 1)}T00:00:00.000Z` : window.to)
  const resume = after === undefined ? first : allDay ? `${dayIn(new Date(after.start), zone)}T00:00:00.000Z` : after.start
  const found: Occurrence[] = []
  let at = Math.max(
    Date.parse(first) - length,
    after === undefined ? Number.NEGATIVE_INFINITY : Date.parse(resume),
    Date.parse(row.start) - dayLength,
  )
  for (let step = firstStep; at < end && found.length <= limit; step *= 4) {
    const until = Math.min(end, at + step)
    for (const start of datesBetween(row, new Date(at).toISOString(), new Date(until).toISOString(), 5000)) {
      const occurrence = { at: allDay ? startOfDay(start, zone) : start, row: { ...row, start, end: endAfter(start, length) } }
      const touches = allDay
        ? occurrence.row.end >= window.firstDay
        : occurrence.row.end > window.from || (length === 0 && start === window.from)
      if (touches && isAfter(occurrence, after)) found.push(occurrence)
    }
    at = until
  }
  return found.slice(0, limit + 1)
}
