import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { inZone, isDay } from './zone.ts'

interface Series {
  /** RFC 5545, without `RRULE:`. */
  rrule: string
  /** First occurrence: a day, or UTC ISO 8601. */
  start: string
  /** The zone in which it repeats, so that 9:00 stays 9:00 across a clock change. */
  timeZone: string
  /** Occurrences left out, written as `start` is. */
  except?: readonly string[]
}

const rule = ({ rrule, start, timeZone }: Series) =>
  new RRuleTemporal({
    rruleString: `RRULE:${rrule}`,
    dtstart: isDay(start)
      ? Temporal.PlainDate.from(start).toZonedDateTime({ timeZone })
      : Temporal.Instant.from(start).toZonedDateTimeISO(timeZone),
    includeDtstart: true,
  })

const write = (moment: Temporal.ZonedDateTime, like: string): string =>
  isDay(like) ? moment.toPlainDate().toString() : new Date(moment.epochMilliseconds).toISOString()

/** Occurrences from `from` (inclusive) to `to` (exclusive), both UTC ISO 8601, oldest first, at most `limit`. */
export function occurrences(series: Series, from: string, to: string, limit = 1000): string[] {
  const found: string[] = []
  const skip = new Set(series.except)
  for (const moment of rule(series).between(new Date(from), new Date(Date.parse(to) - 1), true)) {
    const text = write(moment as unknown as Temporal.ZonedDateTime, series.start)
    if (!skip.has(text)) found.push(text)
    if (found.length >= limit) break
  }
  return found
}

/** The first occurrence after a moment (UTC ISO 8601), or nothing when the series has ended. */
export function nextOccurrence(series: Series, after: string): string | undefined {
  const skip = new Set(series.except)
  const all = rule(series)
  let from = new Date(after)
  for (let tries = 0; tries <= skip.size; tries++) {
    const next = all.next(from) as unknown as Temporal.ZonedDateTime | null
    if (!next) return undefined
    const text = write(next, series.start)
    if (!skip.has(text)) return text
    from = new Date(next.epochMilliseconds)
  }
  return undefined
}

/** Can this rule be read at all? */
export function isRule(rrule: string): boolean {
  try {
    rule({ rrule, start: inZone(new Date(0).toISOString(), 'UTC').slice(0, 10), timeZone: 'UTC' })
    return true
  } catch {
    return false
  }
}
