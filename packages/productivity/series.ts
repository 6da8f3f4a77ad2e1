import { addDays, type Context, dayIn, inZone, isDay, nextOccurrence, occurrences, startOfDay, toUtc } from '@atom/kernel'
import { productivityErrors } from './errors.ts'

/** The columns of a row that say when it repeats. */
export interface SeriesRow {
  rrule: string | null
  series_start: string | null
  except: string
  time_zone: string
}

export const exceptionsOf = (row: Pick<SeriesRow, 'except'>): string[] => JSON.parse(row.except) as string[]

/** A series as the kernel reads it. Days have no zone: they repeat in UTC, so that a clock change cannot move them. */
function seriesOf(row: SeriesRow) {
  const start = row.series_start as string
  return { rrule: row.rrule as string, start, timeZone: isDay(start) ? 'UTC' : row.time_zone, except: exceptionsOf(row) }
}

const momentOf = (date: string): string => (isDay(date) ? `${date}T00:00:00.000Z` : date)

/** The first date later than `current` that is not over yet: today at the earliest for days, later than now for moments. */
export function nextDate(row: SeriesRow, current: string, now: Date): string | undefined {
  const floor = isDay(current) ? addDays(dayIn(now, row.time_zone), -1) : now.toISOString()
  return nextOccurrence(seriesOf(row), momentOf(current > floor ? current : floor))
}

/** The date of the series on this day of its zone, left-out ones too. */
export function dateOn(row: SeriesRow, day: string): string | undefined {
  const series = { ...seriesOf(row), except: [] }
  const zone = series.timeZone
  return occurrences(series, startOfDay(day, zone), startOfDay(addDays(day, 1), zone), 1)[0]
}

/** Dates of the series from one UTC moment (inclusive) to another (exclusive), at most `limit`; for days the moments are midnights of UTC. */
export const datesBetween = (row: SeriesRow, from: string, to: string, limit: number): string[] =>
  occurrences(seriesOf(row), from, to, limit)

/** Where a series goes on at a UTC moment or after it, as a UTC moment; for days these are midnights of UTC. Nothing where it has ended. */
export function nextFrom(row: SeriesRow, from: string): string | undefined {
  const next = nextOccurrence(seriesOf(row), new Date(Date.parse(from) - 1).toISOString())
  return next === undefined ? undefined : momentOf(next)
}

/**
 * Where a series begins that was given no date: today when the rule names no days, else the first day it names from today on.
 * @throws productivity.rule_without_dates
 */
export function firstDate(ctx: Context, rrule: string): string {
  const today = dayIn(ctx.clock.now(), ctx.person.timeZone)
  if (!/;BY/.test(rrule)) return today
  const yesterday = addDays(today, -1)
  const first = nextOccurrence({ rrule, start: yesterday, timeZone: 'UTC' }, momentOf(yesterday))
  if (!first) throw productivityErrors.rule_without_dates()
  return first
}

/** Does it repeat within a day? Then a day alone does not say when. */
export const repeatsWithinDay = (rrule: string): boolean => /^FREQ=HOURLY|;BY(HOUR|MINUTE|SECOND)=/.test(rrule)

/** What a day without a time means where a moment is needed, UTC. */
export const morningOf = (day: string, timeZone: string): string => toUtc(`${day}T09:00`, timeZone)

/** The next time the minute hand stands at twelve on the clocks of a zone, UTC. */
export const nextFullHour = (now: Date, timeZone: string): string =>
  new Date(inZone(new Date(now.getTime() + 3_600_000).toISOString(), timeZone).replace(/:\d\d:\d\d/, ':00:00')).toISOString()

/**
 * Where a series begins that was given this date. A day gets a time when the rule repeats within it: the next full hour today, 09:00 on a later
 * day, and of the hours that the rule names the first from then on.
 * @throws productivity.rule_without_dates
 */
export function startOfSeries<Due extends string | null>(
  ctx: Context,
  rrule: string | null | undefined,
  given: Due,
  timeZone: string,
): Due | string {
  if (!rrule || given === null || !isDay(given) || !repeatsWithinDay(rrule)) return given
  const now = ctx.clock.now()
  const start = given > dayIn(now, timeZone) ? morningOf(given, timeZone) : nextFullHour(now, timeZone)
  if (!/;BY/.test(rrule)) return start
  const before = new Date(Date.parse(start) - 1).toISOString()
  const first = nextOccurrence({ rrule, start, timeZone, includeStart: false }, before)
  if (!first) throw productivityErrors.rule_without_dates()
  return first
}

/** The columns of a series that starts now, or of a single date. */
export const seriesColumns = (ctx: Context, rrule: string | null | undefined, start: string | null) => ({
  rrule: rrule ?? null,
  series_start: rrule ? start : null,
  except: '[]',
  time_zone: ctx.person.timeZone,
})
