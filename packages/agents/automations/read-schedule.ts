import { type Token, tokenise } from '../understanding/text/token.ts'
import { plusDays } from '../understanding/time/civil.ts'
import { findTimes } from '../understanding/time/find.ts'
import { dayParts } from '../understanding/time/lexicon.ts'
import { type Rule, writeRule } from '../understanding/time/recurrence.ts'
import type { Moment, TimeSpan } from '../understanding/time/span.ts'
import type { Reader } from './reader.ts'

export interface FoundSchedule {
  trigger: { type: 'schedule'; cron: string } | { type: 'schedule'; rrule: string }
  /** What is left of the sentence. */
  rest: string
  /** A time at which it fires, for what “at 9” or “tomorrow” means there. */
  firesAt: Date
}

const morning = 9 * 60
/** The ends of what repeats. */
const bounds: [RegExp, string][] = [
  [/\bat the (?:start|beginning) of (?:every|each|the) month\b/i, 'on the first of every month'],
  [/\bat the end of (?:every|each|the) month\b/i, 'on the last day of every month'],
  [/\bat the (?:start|beginning) of (?:every|each|the) week\b/i, 'every Monday'],
  [/\bat the end of (?:every|each|the) week\b/i, 'every Friday'],
]

/** When it repeats, said at the beginning, at the end, or between two parts: “list my tasks every morning at 8 and make …”. */
export function readSchedule(
  reader: Reader,
  written: string,
  { where = 'leading' }: { where?: 'leading' | 'trailing' | 'within' } = {},
): FoundSchedule | undefined {
  const text = bounds.reduce((words, [pattern, other]) => words.replace(pattern, other), written)
  const part = /\b((?:every|each) (?:other |second )?(?:week|work)?\p{L}+?days?) (morning|afternoon|evening|night)\b/iu.exec(text)
  const plain = part ? text.replace(part[0], part[1] as string) : text
  const said = plain.replace(/\bat (noon|midnight) ((?:every|each) \p{L}+)/giu, '$2 at $1')
  const tokens = tokenise(said)
  const wall = reader.wall(reader.around.now)
  const times = findTimes(tokens, wall)
  const at = times.findIndex(span => span.rule !== undefined && span.rule.freq !== undefined)
  const span = times[at]
  if (!span?.rule) return undefined
  const parts = [span, ...beside(tokens, times, at)]
  const from = Math.min(...parts.map(part => part.from))
  const to = Math.max(...parts.map(part => part.to))
  const leads = tokens.slice(0, from).every(token => token.kind === 'sign' || /^(and|on|at|in|the|around|about)$/.test(token.lower))
  const ends = tokens.slice(to).every(token => token.kind === 'sign')
  if (where === 'trailing' ? !ends : where === 'leading' ? !leads : leads || ends) return undefined
  // Something whole must stand before it.
  if (where === 'within' && !/^(?:,|;|\.|and|then|but|if|unless|otherwise)$/.test(tokens[to]?.lower ?? '')) return undefined
  const partly = dayParts.get(part?.[2]?.toLowerCase() ?? '')?.minute ?? span.moment?.minute
  const hour = parts.slice(1).find(each => each.moment?.minute !== undefined)?.moment
  const minute = hour ? inPart(hour, partly) : partly
  const named = parts.slice(1).find(each => each.moment?.weekday !== undefined)?.moment?.weekday
  const rule = span.rule.freq === 'WEEKLY' && !span.rule.weekdays && named !== undefined ? { ...span.rule, weekdays: [named] } : span.rule
  const before = said.slice(0, (tokens[from] as Token).start)
  const after = said.slice((tokens[to] as Token | undefined)?.start ?? said.length)
  const rest =
    where === 'trailing'
      ? before
      : where === 'leading'
        ? after
        : `${before.replace(/[\s,;]+$/, '')}${/^[,;.]/.test(after) ? '' : ' '}${after}`
  if (rule.until !== undefined || rule.count !== undefined)
    return { trigger: { type: 'schedule', rrule: timed(rule, minute) }, rest, firesAt: firing(reader, rule, minute) }
  const cron = cronOf(rule, minute)
  return {
    trigger: cron ? { type: 'schedule', cron } : { type: 'schedule', rrule: timed(rule, minute) },
    rest,
    firesAt: firing(reader, rule, minute),
  }
}

/** The hour, said before or after: “at 6 every morning”, “every Monday at 9”. */
function beside(tokens: readonly Token[], times: readonly TimeSpan[], at: number): TimeSpan[] {
  const near = (a: TimeSpan, b: TimeSpan) =>
    tokens.slice(a.to, b.from).every(token => token.lower === ',' || token.lower === 'at' || token.lower === 'in' || token.lower === 'the')
  const own = times[at] as TimeSpan
  const hour = (span: TimeSpan | undefined): span is TimeSpan =>
    span?.rule === undefined && span?.moment?.minute !== undefined && span.moment.day === undefined
  const [before, after] = [times[at - 1], times[at + 1]]
  const found: TimeSpan[] = []
  const weekly = own.rule?.freq === 'WEEKLY' && !own.rule.weekdays
  const fits = (span: TimeSpan) => !span.rule && (span.moment?.minute !== undefined || (weekly && span.moment?.weekday !== undefined))
  if (before && near(before, own) && fits(before)) found.push(before)
  else if (after && weekly && near(own, after) && fits(after)) found.push(after)
  else if (after && near(own, after) && (hour(after) || own.moment?.minute === undefined) && after.moment?.minute !== undefined)
    found.push(after)
  return found
}

/** “every evening at 8” is 20:00, “at 6 every morning” 6:00. */
function inPart({ minute, loose }: Moment, part: number | undefined): number | undefined {
  if (minute === undefined || part === undefined || !loose) return minute
  // “every night at 2” is after midnight.
  if (part >= 20 * 60 && minute % 720 < 6 * 60) return minute % 720
  return (minute % 720) + (part >= 720 ? 720 : 0)
}

/** Five fields, where they can say it. */
function cronOf(rule: Rule, minute: number | undefined): string | undefined {
  const { freq, interval = 1, weekdays, position, monthDays, month } = rule
  const clock = minute ?? morning
  const time = `${clock % 60} ${Math.floor(clock / 60)}`
  if (freq === 'MINUTELY') return interval === 1 ? '* * * * *' : 60 % interval === 0 ? `*/${interval} * * * *` : undefined
  if (freq === 'HOURLY') return interval === 1 ? '0 * * * *' : 24 % interval === 0 ? `0 */${interval} * * *` : undefined
  if (interval > 1 && freq !== 'MONTHLY') return undefined
  if (freq === 'DAILY') return `${time} * * *`
  if (freq === 'WEEKLY') return `${time} * * ${weekdays ? daysOf(weekdays) : '1'}`
  if (position !== undefined || monthDays?.includes(-1)) return undefined
  const days = (monthDays ?? [1]).join(',')
  if (freq === 'MONTHLY') return 12 % interval === 0 ? `${time} ${days} ${interval === 1 ? '*' : `*/${interval}`} *` : undefined
  return `${time} ${days} ${month ?? 1} *`
}

/** 0 is Monday here and Sunday there. */
function daysOf(weekdays: readonly number[]): string {
  const days = weekdays.map(day => (day + 1) % 7).sort((a, b) => a - b)
  const row = days.length > 2 && days.every((day, at) => at === 0 || day === (days[at - 1] as number) + 1)
  return row ? `${days[0]}-${days.at(-1)}` : days.join(',')
}

function timed(rule: Rule, minute: number | undefined): string {
  const clock = minute ?? morning
  const fast = rule.freq === 'MINUTELY' || rule.freq === 'HOURLY'
  return `${writeRule(rule, true)}${fast ? '' : `;BYHOUR=${Math.floor(clock / 60)};BYMINUTE=${clock % 60};BYSECOND=0`}`
}

function firing(reader: Reader, rule: Rule, minute: number | undefined): Date {
  const { now } = reader.around
  const wall = reader.wall(now)
  const clock = minute ?? (rule.freq === 'HOURLY' || rule.freq === 'MINUTELY' ? wall.minute : morning)
  const ahead = rule.weekdays
    ? [0, 1, 2, 3, 4, 5, 6].find(days => rule.weekdays?.includes((new Date(`${plusDays(wall.day, days)}T00:00Z`).getUTCDay() + 6) % 7))
    : 0
  return new Date(now.getTime() + (ahead ?? 0) * 86_400_000 + (clock - wall.minute) * 60_000)
}
