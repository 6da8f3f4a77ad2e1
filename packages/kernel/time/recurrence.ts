import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { isDay } from './zone.ts'

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

const rule = ({ rrule, start, timeZone }: Series, more: { maxIterations?: number; includeDtstart?: boolean } = {}) =>
  new RRuleTemporal({
    rruleString: `RRULE:${rrule}`,
    dtstart: isDay(start)
      ? Temporal.PlainDate.from(start).toZonedDateTime({ timeZone })
      : Temporal.Instant.from(start).toZonedDateTimeISO(timeZone),
    includeDtstart: true,
    ...more,
  })

const write = (moment: Temporal.ZonedDateTime, like: string): string =>
  isDay(like) ? moment.toPlainDate().toString() : new Date(moment.epochMilliseconds).toISOString()

/** The library gives up after 10,000 steps, or where the calendar ends: from there on the rule never comes true. */
function unlessNever<T>(search: () => T, never: T): T {
  try {
    return search()
  } catch (error) {
    if (error instanceof RangeError || (error as Error).message.startsWith('Maximum iterations')) return never
    throw error
  }
}

/** Occurrences from `from` (inclusive) to `to` (exclusive), both UTC ISO 8601, oldest first, at most `limit`. */
export function occurrences(series: Series, from: string, to: string, limit = 1000): string[] {
  const found: string[] = []
  const skip = new Set(series.except)
  for (const moment of unlessNever(() => rule(series).between(new Date(from), new Date(Date.parse(to) - 1), true), [])) {
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
    const next = unlessNever(() => all.next(from), null) as unknown as Temporal.ZonedDateTime | null
    if (!next || next.year > 9999) return undefined
    const text = write(next, series.start)
    if (!skip.has(text)) return text
    from = new Date(next.epochMilliseconds)
  }
  return undefined
}

const most = 1000
const largest = /(?:^|;)(?:INTERVAL|COUNT)=(\d+)/g

/**
 * Can this rule be read, and does it ever come true? FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 does not, and looking for its dates would hold up
 * everybody: 10,000 steps take 0.2 to 2 s, the first date of any real rule is found within a few hundred. Counts and intervals end at 1000,
 * because a count is followed from its beginning each time (5000: 0.4 s).
 */
export function isRule(rrule: string): boolean {
  if ([...rrule.matchAll(largest)].some(match => Number(match[1]) > most)) return false
  const endless = rrule.replace(/;(UNTIL|COUNT)=[^;]*/g, '')
  const start = '2024-01-01'
  try {
    rule({ rrule, start, timeZone: 'UTC' })
    const trial = rule({ rrule: endless, start, timeZone: 'UTC' }, { maxIterations: 1500, includeDtstart: false })
    return unlessNever(() => trial.next(new Date(start), true), null) !== null
  } catch {
    return false
  }
}
