import { addDays, type Context, dayIn, isDay, startOfDay, takeTurns } from '@atom/kernel'
import { holdingAll } from '../search.ts'
import { datesBetween, nextFrom } from '../series.ts'
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
/** Days of the first step in which all series are followed; each further one is four times as long. */
const firstStep = 32
/** Of many series a few days bring a page together: dates made in one step, about, of series that come daily. */
const datesAtOnce = 2000
/** Series followed before others get their turn. */
const together = 25

/**
 * Occurrences of all series, followed side by side in steps of days that grow until enough are found: a page of thousands of series makes no more
 * dates than it shows a few times over, however long the window is.
 */
async function series(ctx: Context, window: Window, { limit, after, words }: Wanted): Promise<Occurrence[]> {
  const zone = ctx.person.timeZone
  const to = window.to ?? new Date(Date.parse(window.from) + horizon).toISOString()
  const lastDay = window.lastDay ?? dayIn(new Date(to), zone)
  const rows = await withWords(ctx, words)
    .where('recurs', '=', 1)
    .where('start', '<', lastDay > to ? addDays(lastDay, 1) : to)
    .execute()
  const whole = { ...window, to, lastDay }
  const begins = after !== undefined && after.start > window.from ? dayIn(new Date(after.start), zone) : window.firstDay
  const found: Occurrence[] = []
  let ahead = rows.map(row => ({ row, from: beginning(row, whole, zone, after) }))
  let step = Math.max(1, Math.min(firstStep, Math.floor(datesAtOnce / Math.max(1, rows.length))))
  for (let day = begins; day <= lastDay && ahead.length > 0 && found.length <= limit; step *= 4) {
    const next = step < 40_000 && addDays(day, step) <= lastDay ? addDays(day, step) : addDays(lastDay, 1)
    const still: typeof ahead = []
    for (const [n, { row, from }] of ahead.entries()) {
      const upTo = boundary(row, next, whole, zone)
      if (from >= upTo) {
        still.push({ row, from })
        continue
      }
      if (n % together === together - 1) await takeTurns(ctx)
      const these = expand(row, from, upTo, whole, zone, limit, after)
      found.push(...these)
      // Where nothing came the series has ended, or its next date says when to look again.
      const later = these.length > 0 ? upTo : nextFrom(row, upTo)
      if (later !== undefined) still.push({ row, from: later })
    }
    ahead = still
    // Where nothing takes place nothing is looked for.
    const [soonest = whole.to] = ahead.map(({ from }) => from).sort()
    const then = addDays(dayIn(new Date(soonest), zone), -1)
    day = next
    if (then > day) day = then
  }
  return found
}

/** The moment at which a day begins for a series, or the window ends; of days, which have no zone, in UTC. */
function boundary(row: EventRow, day: string, { to }: Required<Window>, zone: string): string {
  if (isDay(row.start)) return midnight(day)
  const begins = startOfDay(day, zone)
  return begins < to ? begins : to
}

const midnight = (day: string): string => `${day}T00:00:00.000Z`

/** Far enough back that what began before the window and still lasts is found, and no further than where the page before ended. */
function beginning(row: EventRow, { from, firstDay }: Required<Window>, zone: string, after?: Position): string {
  const allDay = isDay(row.start)
  const earliest = Math.max(Date.parse(allDay ? midnight(firstDay) : from) - lengthOf(row), Date.parse(row.start) - dayLength)
  const resume = after === undefined ? undefined : allDay ? midnight(dayIn(new Date(after.start), zone)) : after.start
  return new Date(resume === undefined ? earliest : Math.max(earliest, Date.parse(resume))).toISOString()
}

/**
 * The occurrences of one series between two moments (for days, midnights of UTC) that touch the window; at most one more than `limit`. In steps that
 * grow, so that the next fifty of an hourly one are found without making years of them.
 */
function expand(
  row: EventRow,
  from: string,
  to: string,
  window: Required<Window>,
  zone: string,
  limit: number,
  after?: Position,
): Occurrence[] {
  const length = lengthOf(row)
  const allDay = isDay(row.start)
  const end = Date.parse(to)
  const found: Occurrence[] = []
  for (let at = Date.parse(from), step = firstStep * dayLength; at < end && found.length <= limit; step *= 4) {
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
