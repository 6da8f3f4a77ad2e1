import { addDays, dayIn, isDay } from '@atom/kernel'
import { productivityErrors } from '../errors.ts'

export interface Times {
  /** UTC, or a day. */
  start: string
  /** UTC, or the last day, inclusive. */
  end: string
}

const hour = 3_600_000
const day = 86_400_000

/** Length in milliseconds; of days, how many lie between first and last, as milliseconds. */
export const lengthOf = ({ start, end }: Times): number => Date.parse(end) - Date.parse(start)

/** The end that keeps a length. */
export const endAfter = (start: string, length: number): string =>
  isDay(start) ? addDays(start, Math.round(length / day)) : new Date(Date.parse(start) + length).toISOString()

/** The last day of something that ends at a moment; midnight ends the day before. */
const lastDay = (end: string, start: string, zone: string): string => {
  const before = new Date(Date.parse(end) - 1).toISOString()
  return dayIn(new Date(before < start ? start : before), zone)
}

/**
 * Start and end as they are kept: without an end an hour, or the day. Moments become their days in the person's zone where it is to last all day.
 * @throws productivity.mixed_days, productivity.end_before_start
 */
export function timesOf(zone: string, start: string, end: string | undefined, allDay?: boolean): Times {
  if (allDay === false && isDay(start)) throw productivityErrors.mixed_days()
  if (allDay && !isDay(start))
    return timesOf(zone, dayIn(new Date(start), zone), end === undefined || isDay(end) ? end : lastDay(end, start, zone))
  const times = { start, end: end ?? (isDay(start) ? start : endAfter(start, hour)) }
  if (isDay(times.start) !== isDay(times.end)) throw productivityErrors.mixed_days()
  if (times.end < times.start) throw productivityErrors.end_before_start()
  return times
}
