import { addDays, isDay } from '@atom/kernel'
import { datesBetween, type SeriesRow } from '../series.ts'

/** Longest count a rule may have. */
const most = 1000

const without = (rrule: string): string => rrule.replace(/;(UNTIL|COUNT)=[^;]*/g, '')

const momentOf = (date: string): string => (isDay(date) ? `${date}T00:00:00.000Z` : date)

const written = (text: string): string => text.replace(/[-:]|\.\d+/g, '')

/** Seconds before a date at which a series may end; more than one where the clock skips the date's hour, which the rule still names. */
const steps = [1, 900, 1801, 3600, 7200, 10_800]

/** The rule without this date and all after it. */
function endingBefore(series: SeriesRow, date: string): string {
  const ending = (until: string) => `${without(series.rrule as string)};UNTIL=${written(until)}`
  if (isDay(date)) return ending(addDays(date, -1))
  const at = Date.parse(date)
  const after = new Date(at + 1).toISOString()
  const rules = steps.map(seconds => ending(new Date(at - seconds * 1000).toISOString()))
  return rules.find(rrule => datesBetween({ ...series, rrule, except: '[]' }, date, after, 1).length === 0) ?? (rules.at(-1) as string)
}

/** A series cut in two before one of its dates: the rule of what comes before, and of what begins there. The dates of a count are shared out. */
export function splitRule(series: SeriesRow, date: string): { before: string; from: string } {
  const rrule = series.rrule as string
  const before = endingBefore(series, date)
  const count = /;COUNT=(\d+)/.exec(rrule)?.[1]
  if (count === undefined) return { before, from: rrule }
  const start = series.series_start as string
  const gone = datesBetween({ ...series, except: '[]' }, momentOf(start), momentOf(date), most).length
  return { before, from: rrule.replace(/;COUNT=\d+/, `;COUNT=${Math.max(1, Number(count) - gone)}`) }
}
