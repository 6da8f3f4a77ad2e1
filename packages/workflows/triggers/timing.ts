import { addDays, dayIn, inZone, isRule, isTimeZone, nextOccurrence, occurrences, startOfDay, toUtc } from '@atom/kernel'
import { Cron } from 'croner'
import type { Problem } from '../graph/plan.ts'
import type { Trigger } from '../graph/schema.ts'

export type Schedule = Extract<Trigger, { type: 'schedule' }>

/** When a schedule fires. All moments UTC ISO 8601. */
export interface Timing {
  /** The first time after a moment, or nothing when there is none. */
  next(after: string): string | undefined
  /** The newest times from one moment to another, both included, oldest first, at most `most`. */
  newest(from: string, to: string, most: number): string[]
}

/** What stays the same while a schedule is live. */
export interface ScheduleState {
  timeZone: string
  /** The day a recurrence counts from. */
  start: string
  /** Times that came due while it could not run and are to be made up for, the oldest first. UTC ISO 8601. */
  owed?: string[]
}

/** Seconds between two times of a schedule, at least. */
const closest = 10

export const timingOf = ({ cron, rrule }: Schedule, { timeZone, start }: ScheduleState): Timing =>
  cron === undefined ? recurring(rrule as string, { timeZone, start }) : byCron(cron, timeZone)

const written = (moment: Date) => moment.toISOString()

/**
 * Every hour, or every so many minutes, goes by the time that passes: twice in the hour that comes twice. A line that names hours goes by the
 * clock on the wall: in the night that skips 2:30 it fires at the moment that is left of it, in the one that has it twice once. (By itself the
 * library fires `30 2` at 3:00 in the first, and `15,45 2` four times in the second.)
 */
function byCron(line: string, timeZone: string): Timing {
  const passing = new Cron(line, { paused: true, timezone: timeZone })
  if (hoursOf(line) === '*') {
    return {
      next: after => passing.nextRun(new Date(after))?.toISOString(),
      newest: (from, to, most) =>
        passing
          .previousRuns(most, new Date(Date.parse(to) + 1000))
          .map(written)
          .filter(at => at >= from && at <= to)
          .reverse(),
    }
  }
  const onWall = new Cron(line, { paused: true, timezone: 'UTC' })
  const wallOf = (moment: string) => Date.parse(`${inZone(moment, timeZone).slice(0, 19)}Z`)
  const momentOf = (wall: Date) => toUtc(wall.toISOString().slice(0, 19), timeZone)
  return {
    next(after) {
      for (let wall = onWall.nextRun(new Date(wallOf(after) - longestChange)); wall; wall = onWall.nextRun(wall)) {
        const at = momentOf(wall)
        if (at > after) return at
      }
      return undefined
    },
    newest(from, to, most) {
      const found = new Set<string>()
      for (const wall of onWall.previousRuns(most + 200, new Date(wallOf(to) + longestChange))) {
        const at = momentOf(wall)
        if (at <= to && at >= from) found.add(at)
      }
      return [...found].sort().slice(-most)
    },
  }
}

/** Milliseconds; no change of the clock is longer. */
const longestChange = 3 * 3_600_000

/** The field for hours of a cron line. */
function hoursOf(line: string): string {
  const fields = line.trim().split(/\s+/)
  if (line.startsWith('@')) return /hourly/i.test(line) ? '*' : '0'
  const hours = fields[fields.length === 5 ? 1 : 2] as string
  return hours === '*/1' || hours === '0-23' ? '*' : hours
}

const day = 86_400_000

/** Counted from the first moment of a day, so that a rule that names no minute fires at the full hour, and one that names no hour at midnight. */
function recurring(rrule: string, { timeZone, start }: ScheduleState): Timing {
  const series = { rrule, timeZone, start: startOfDay(start, timeZone), includeStart: false }
  return {
    next(after) {
      const next = nextOccurrence(series, after)
      return next === undefined ? undefined : written(new Date(next))
    },
    newest(from, to, most) {
      const end = written(new Date(Date.parse(to) + 1))
      let found: string[] = []
      for (let span = day; ; span *= 8) {
        const begin = written(new Date(Math.max(Date.parse(from), Date.parse(to) - span)))
        found = occurrences(series, begin, end, Number.POSITIVE_INFINITY)
        if (found.length >= most || begin <= from) return found.slice(-most)
      }
    },
  }
}

/** What stands for a schedule that just begins. */
export const scheduleState = ({ timeZone, start }: Schedule, publishedAt: string, zone: string): ScheduleState => ({
  timeZone: timeZone ?? zone,
  start: start ?? dayIn(new Date(publishedAt), timeZone ?? zone),
})

/** Why these times cannot be kept, in words; nothing when they can. */
export function scheduleProblems(schedule: Schedule): Omit<Problem, 'node'>[] {
  const { cron, rrule, timeZone, start } = schedule
  const problems: Omit<Problem, 'node'>[] = []
  if (timeZone !== undefined && !isTimeZone(timeZone))
    problems.push({ field: 'timeZone', message: `“${timeZone}” is no time zone this machine knows. Write one such as Europe/Berlin.` })
  if ((cron === undefined) === (rrule === undefined)) problems.push({ field: 'cron', message: 'A schedule has either cron or rrule.' })
  else {
    const message = remembered(`${cron ?? ''}\n${rrule ?? ''}`, () =>
      cron === undefined ? ruleProblem(rrule as string) : cronProblem(cron),
    )
    if (message !== undefined) problems.push({ field: cron === undefined ? 'rrule' : 'cron', message })
  }
  if (start !== undefined && rrule === undefined) problems.push({ field: 'start', message: 'Only a recurrence has a first day.' })
  return problems
}

/** A schedule that was right once and whose last time lies behind us. */
export function endedProblem(schedule: Schedule, { now, timeZone }: { now: Date; timeZone: string }): Omit<Problem, 'node'> | undefined {
  const { rrule } = schedule
  if (rrule === undefined || !/UNTIL|COUNT/.test(rrule)) return undefined
  const at = now.toISOString()
  const state = scheduleState(schedule, at, timeZone)
  // To the hour: it is looked at whenever the draft is read.
  const message = remembered(`${rrule}\n${state.start}\n${state.timeZone}\n${at.slice(0, 13)}`, () =>
    timingOf(schedule, state).next(at) === undefined ? `“${rrule}” never comes again: its last time lies behind us.` : undefined,
  )
  return message === undefined ? undefined : { field: 'rrule', message }
}

function cronProblem(line: string): string | undefined {
  let cron: Cron
  try {
    cron = new Cron(line, { paused: true, timezone: 'UTC' })
  } catch (error) {
    const reason = (error as Error).message.replace(/^Cron\w*: /, '').replace(/\.?$/, '.')
    return `“${line}” is no line of cron, such as 0 9 * * 1-5: ${reason}`
  }
  return gapProblem(`“${line}”`, cron.nextRuns(100, new Date(trialStart)).map(written))
}

function ruleProblem(rrule: string): string | undefined {
  if (!isRule(rrule)) return `“${rrule}” is no recurrence such as FREQ=WEEKLY;BYDAY=MO, or one that never comes.`
  const beyond = beyondRange(rrule)
  if (beyond) return beyond
  const endless = rrule.replace(/;(UNTIL|COUNT)=[^;]*/g, '')
  const { next } = recurring(endless, { timeZone: 'UTC', start: trialStart })
  const times: string[] = []
  for (let at = next(`${addDays(trialStart, -1)}T23:59:59.999Z`); at !== undefined && times.length < 62; at = next(at)) times.push(at)
  return gapProblem(`“${rrule}”`, times)
}

/** Largest numbers of the parts of a rule; negative ones count from the end where `fromEnd`. */
const ranges: Record<string, { least: number; most: number; fromEnd?: boolean }> = {
  BYMONTH: { least: 1, most: 12 },
  BYMONTHDAY: { least: 1, most: 31, fromEnd: true },
  BYYEARDAY: { least: 1, most: 366, fromEnd: true },
  BYWEEKNO: { least: 1, most: 53, fromEnd: true },
  BYHOUR: { least: 0, most: 23 },
  BYMINUTE: { least: 0, most: 59 },
  BYSECOND: { least: 0, most: 59 },
}

/** A number no calendar has: the library would leave it out and fire at other times. */
function beyondRange(rrule: string): string | undefined {
  for (const [name = '', values = ''] of rrule.split(';').map(part => part.split('='))) {
    const range = ranges[name]
    const wrong =
      range &&
      values.split(',').find(value => {
        const size = range.fromEnd ? Math.abs(Number(value)) : Number(value)
        return !(size >= range.least && size <= range.most)
      })
    if (range && wrong !== undefined)
      return `${name} of “${rrule}” goes from ${range.least} to ${range.most}, and “${wrong}” is not among them.`
  }
  return undefined
}

const trialStart = '2026-01-01'

function gapProblem(what: string, times: string[]): string | undefined {
  if (times.length === 0) return `${what} never comes.`
  const near = times.some((at, index) => index > 0 && Date.parse(at) - Date.parse(times[index - 1] as string) < closest * 1000)
  return near ? `${what} fires more often than every ${closest} seconds.` : undefined
}

const known = new Map<string, string | undefined>()
/** A rule that is hard to follow takes a fifth of a second to look at, and a draft is checked whenever it is read. */
function remembered(key: string, check: () => string | undefined): string | undefined {
  if (!known.has(key)) {
    if (known.size >= 1000) known.clear()
    known.set(key, check())
  }
  return known.get(key)
}
