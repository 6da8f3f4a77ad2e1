import { addDays, type Context, dayIn, isDay, startOfDay, toUtc } from '@atom/kernel'
import { productivityErrors } from '../errors.ts'
import { datesBetween, exceptionsOf } from '../series.ts'
import { type EventRow, eventRows } from './record.ts'

/** One date of a series. */
export interface OccurrenceNamed {
  /** The date, written as the series' start is. */
  date: string
  /** Nothing of the series comes before it. */
  first: boolean
  /** The event that stands for it, where it was changed alone. */
  alone?: EventRow
}

/** Events that stand for single dates of a series, in the order of those dates. */
export const standingFor = (ctx: Context, series: string): Promise<EventRow[]> =>
  eventRows(ctx).where('series_id', '=', series).orderBy('series_date').execute()

/** Dates in one day are followed so far. */
const mostInADay = 200

/**
 * The date of a series that a day in the person's zone names, or the moment at which it starts; of several on a day the first that is not left out. A
 * date that was moved is named by the day it stood at, and by the one it moved to.
 * @throws productivity.not_recurring, productivity.no_occurrence
 */
export async function occurrenceNamed(ctx: Context, series: EventRow, named: string): Promise<OccurrenceNamed> {
  if (series.rrule === null) throw productivityErrors.not_recurring({ title: series.title })
  const zone = ctx.person.timeZone
  const allDay = isDay(series.start)
  const day = isDay(named) ? named : dayIn(new Date(toUtc(named, zone)), zone)
  const [from, to] = allDay
    ? [startOfDay(day, 'UTC'), startOfDay(addDays(day, 1), 'UTC')]
    : isDay(named)
      ? [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)]
      : [toUtc(named, zone), new Date(Date.parse(toUtc(named, zone)) + 1).toISOString()]
  const whole = { ...series, except: '[]' }
  const dates = datesBetween(whole, from, to, mostInADay)
  const left = new Set(exceptionsOf(series))
  const there = dates.find(date => !left.has(date))
  const alone = there === undefined ? await aloneOn(ctx, series, dates, [from, to]) : undefined
  const date = there ?? alone?.series_date
  if (!date) throw productivityErrors.no_occurrence({ title: series.title, date: named })
  return { date, first: date <= series.start, ...(alone ? { alone } : {}) }
}

async function aloneOn(ctx: Context, series: EventRow, dates: string[], [from, to]: [string, string]): Promise<EventRow | undefined> {
  const rows = await standingFor(ctx, series.id)
  const key = (date: string) => (isDay(date) ? startOfDay(date, isDay(series.start) ? 'UTC' : ctx.person.timeZone) : date)
  return rows.find(row => dates.includes(row.series_date as string)) ?? rows.find(row => key(row.start) >= from && key(row.start) < to)
}

/** Is it on this day of the person's zone, or at this moment? */
export function isOn(ctx: Context, date: string, named: string): boolean {
  const zone = ctx.person.timeZone
  if (!isDay(named) && !isDay(date)) return toUtc(named, zone) === date
  const dayOf = (text: string) => (isDay(text) ? text : dayIn(new Date(toUtc(text, zone)), zone))
  return dayOf(date) === dayOf(named)
}
