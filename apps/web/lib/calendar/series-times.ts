import { addDays, isDay, onClock } from '../days.ts'
import type { CalendarEvent } from '../records.ts'

interface Times {
  /** A day, or `2026-11-27T15:00` on the person's clock. */
  start: string
  end: string
}

const dayMs = 86_400_000
const days = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00Z`)) / dayMs)

/** The times of a whole series when one of its occurrences was moved in the form: as many days on as that one, at its new hours. */
export function seriesTimes(series: Pick<CalendarEvent, 'start'>, before: Times, after: Times, zone: string): Times {
  const first = onClock(series.start, zone).slice(0, 10)
  const start = addDays(first, days(before.start, after.start))
  const end = addDays(start, days(after.start, after.end))
  const hour = (clock: string) => (isDay(clock) ? '' : clock.slice(10))
  return { start: `${start}${hour(after.start)}`, end: `${end}${hour(after.end)}` }
}
