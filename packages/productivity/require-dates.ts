import { dayIn, isDay, toUtc } from '@atom/kernel'
import { productivityErrors } from './errors.ts'

/** A series has a date: its end is not before its start. @throws productivity.rule_without_dates */
export function requireDates(rrule: string | null | undefined, start: string | null, timeZone: string): void {
  const until = /(?:^|;)UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/.exec(rrule ?? '')
  if (!until || start === null) return
  const [, year, month, day, hour, minute, second, utc] = until
  const last = `${year}-${month}-${day}`
  const over =
    isDay(start) || hour === undefined
      ? last < (isDay(start) ? start : dayIn(new Date(start), timeZone))
      : toUtc(`${last}T${hour}:${minute}:${second}${utc}`, timeZone) < start
  if (over) throw productivityErrors.rule_without_dates()
}
