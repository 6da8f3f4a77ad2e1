import { addDays, dayIn, isDay } from '@atom/kernel'
import { dateOn, exceptionsOf, repeatsWithinDay, type SeriesRow } from './series.ts'

const dayMs = 86_400_000

const dayOf = (date: string, timeZone: string): string => (isDay(date) ? date : dayIn(new Date(date), timeZone))

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

/**
 * The left-out dates of a series after its time or rule has changed, as JSON: what was left out of a day stays left out of that day at the new
 * hour, or, where the series came to another day of the week, of the day it moved to. A date that has no counterpart is kept as it is, so that the
 * change can be taken back.
 */
export function movedExceptions(before: SeriesRow, after: Omit<SeriesRow, 'except'>): string {
  const except = exceptionsOf(before)
  const { series_start: start, rrule } = after
  if (except.length === 0 || !rrule || !start || !before.series_start) return JSON.stringify(except)
  const series = { ...after, except: '[]' }
  const [old, now] = [before.series_start, start]
  if (repeatsWithinDay(rrule) && !isDay(old) && !isDay(now)) {
    const shift = Date.parse(now) - Date.parse(old)
    return JSON.stringify(except.map(date => new Date(Date.parse(date) + shift).toISOString()))
  }
  const days = daysBetween(dayOf(old, before.time_zone), dayOf(now, after.time_zone))
  const moved = except.map(date => {
    const day = dayOf(date, before.time_zone)
    return dateOn(series, day) ?? dateOn(series, addDays(day, days)) ?? date
  })
  return JSON.stringify([...new Set(moved)])
}
