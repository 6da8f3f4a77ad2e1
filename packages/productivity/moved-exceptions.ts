import { addDays, dayIn, isDay } from '@atom/kernel'
import { dateOn, exceptionsOf, repeatsWithinDay, type SeriesRow } from './series.ts'

const dayMs = 86_400_000

const dayOf = (date: string, timeZone: string): string => (isDay(date) ? date : dayIn(new Date(date), timeZone))

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/**
 * Where a date of a series stands after its time or rule has changed: on its day at the new hour, or, where the series came to another day of the
 * week, on the day it moved to. A date that has no counterpart stays as it is, so that the change can be taken back.
 */
export function movedDate(before: Omit<SeriesRow, 'except'>, after: Omit<SeriesRow, 'except'>): (date: string) => string {
  const { series_start: start, rrule } = after
  if (!rrule || !start || !before.series_start) return date => date
  const series = { ...after, except: '[]' }
  const [old, now] = [before.series_start, start]
  if (repeatsWithinDay(rrule) && !isDay(old) && !isDay(now)) {
    const shift = Date.parse(now) - Date.parse(old)
    return date => new Date(Date.parse(date) + shift).toISOString()
  }
  const days = daysBetween(dayOf(old, before.time_zone), dayOf(now, after.time_zone))
  return date => {
    const day = dayOf(date, before.time_zone)
    return dateOn(series, day) ?? dateOn(series, addDays(day, days)) ?? date
  }
}

/** The left-out dates of a series after its time or rule has changed, as JSON: what was left out stays left out. */
export const movedExceptions = (before: SeriesRow, after: Omit<SeriesRow, 'except'>): string =>
  JSON.stringify([...new Set(exceptionsOf(before).map(movedDate(before, after)))])
