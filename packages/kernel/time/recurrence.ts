import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { addDays, isDay, startOfDay } from './zone.ts'

interface Series {
  /** RFC 5545, without `RRULE:`. */
  rrule: string
  /** First occurrence: a day, or UTC ISO 8601. */
  start: string
  /** The zone in which it repeats, so that 9:00 stays 9:00 across a clock change. */
  timeZone: string
  /** Occurrences left out, written as `start` is. */
  except?: readonly string[]
  /** False where `start` is only what the rule counts from, and comes itself only if the rule names it. */
  includeStart?: boolean
}

/**
 * The clock on the wall as if it were UTC. Followed there, a series meets every date it names: in its zone the library leaves out a time that the
 * clock change skips (RFC 5545 would), and a medicine at 2:30 would be forgotten that night.
 */
const wallOf = (moment: number, timeZone: string): number => {
  const wall = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return wall.toZonedDateTime('UTC').epochMilliseconds
}

/** Back again: a time that is skipped moves forward, of one that comes twice it is the first. */
const momentOf = (wall: number, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime().toZonedDateTime(timeZone).epochMilliseconds

/** Hours and minutes pass as they pass, also in the hour that comes twice; with a BY part they are the clock's. */
const isElapsed = (rrule: string): boolean => /FREQ=(HOURLY|MINUTELY|SECONDLY)/.test(rrule) && !/;BY|^BY/.test(rrule)

/** Milliseconds; no change of the clock is longer. */
const longestChange = 3 * 3_600_000

interface Followed {
  rule: RRuleTemporal
  /** From a moment to where to look in the rule, and from what the rule says to the moment; milliseconds. */
  place(moment: number): number
  moment(place: number): number
  /** Milliseconds by which the two may disagree about what comes first. */
  slack: number
}

const rule = ({ rrule, start }: Pick<Series, 'rrule' | 'start'>, more: { maxIterations?: number; includeDtstart?: boolean } = {}) =>
  new RRuleTemporal({
    rruleString: `RRULE:${rrule}`,
    dtstart: isDay(start)
      ? Temporal.PlainDate.from(start).toZonedDateTime({ timeZone: 'UTC' })
      : Temporal.Instant.from(start).toZonedDateTimeISO('UTC'),
    includeDtstart: true,
    ...more,
  })

const ends = /UNTIL=(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)/

function follow({ rrule, start, timeZone, includeStart = true }: Series): Followed {
  const more = { includeDtstart: includeStart }
  if (isElapsed(rrule) && !isDay(start))
    return { rule: rule({ rrule, start }, more), place: moment => moment, moment: place => place, slack: 0 }
  const wall = (moment: number) => wallOf(moment, timeZone)
  const onWall = rrule.replace(ends, (_, year, month, day, hour, minute, second, utc) => {
    const end = Date.UTC(year, month - 1, day, hour, minute, second)
    return `UNTIL=${new Date(utc ? wall(end) : end).toISOString().replace(/[-:]|\.\d+/g, '')}`
  })
  const from = isDay(start) ? start : new Date(wall(Date.parse(start))).toISOString()
  return { rule: rule({ rrule: onWall, start: from }, more), place: wall, moment: place => momentOf(place, timeZone), slack: longestChange }
}

/** A day is written by the clock of the zone, as the series' start was. */
const write = (moment: number, { start, timeZone }: Series): string =>
  isDay(start)
    ? Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    : new Date(moment).toISOString()

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
  const { rule, place, moment, slack } = follow(series)
  const [first, end] = [Date.parse(from), Date.parse(to)]
  const around = () => rule.between(new Date(place(first) - slack), new Date(place(end) + slack), true)
  let last: string | undefined
  for (const date of unlessNever(around, [])) {
    const at = moment(date.epochMilliseconds)
    if (at < first || at >= end) continue
    const text = write(at, series)
    // A time that moved forward may have met one that was there already.
    if (text !== last && !skip.has(text)) found.push(text)
    last = text
    if (found.length >= limit) break
  }
  return found
}

/**
 * The first occurrence after a moment (UTC ISO 8601), or nothing when the series has ended. A series of days comes to each day once, whatever hours
 * its rule names: the next one is on a later day than the moment's.
 */
export function nextOccurrence(series: Series, after: string): string | undefined {
  const skip = new Set(series.except)
  const { rule, place, moment, slack } = follow(series)
  const given = Date.parse(after)
  const floor = isDay(series.start) ? Date.parse(startOfDay(addDays(write(given, series), 1), series.timeZone)) - 1 : given
  let from = new Date(place(floor) - slack)
  for (;;) {
    const next = unlessNever(() => rule.next(from), null)
    if (!next || next.year > 9999) return undefined
    const at = moment(next.epochMilliseconds)
    const text = write(at, series)
    if (at > floor && !skip.has(text)) return text
    from = new Date(next.epochMilliseconds)
  }
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
    rule({ rrule, start })
    const trial = rule({ rrule: endless, start }, { maxIterations: 1500, includeDtstart: false })
    return unlessNever(() => trial.next(new Date(start), true), null) !== null
  } catch {
    return false
  }
}
