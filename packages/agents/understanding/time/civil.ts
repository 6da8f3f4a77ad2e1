/** The person's present moment on the wall: what "tomorrow" counts from. */
export interface Now {
  /** `2026-11-24` */
  day: string
  /** Minutes since midnight. */
  minute: number
  /** Is 3/4 the fourth of March (true) or the third of April? */
  monthFirst: boolean
  /** IANA name of the zone whose wall it is, where it is known. */
  zone?: string
  /** The wall so many minutes from now, where a clock change may lie between. */
  after?: (minutes: number) => { day: string; minute: number }
}

const parts = (day: string): [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
const write = (date: Date): string => date.toISOString().slice(0, 10)

/** Reads the wall of a zone at a moment. */
export function wallOf(moment: Date, timeZone: string, locale?: string): Now {
  // Most programs say en-US whoever writes; only in an American zone is it believed.
  const american = /^(America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise)|US\/|Pacific\/Honolulu)/.test(timeZone)
  return {
    ...read(moment, timeZone),
    zone: timeZone,
    monthFirst: american && !/^[a-z]+-(?!US)/.test(locale ?? ''),
    // Of what is to come not a second less than was said: a minute from 10:00:50 is 10:02, not 10:01.
    after: minutes =>
      read(new Date(minutes > 0 ? upToMinute(moment.getTime() + minutes * 60_000) : moment.getTime() + minutes * 60_000), timeZone),
  }
}

/** The wall of zone `to` when that of zone `from` shows a day and a minute. */
export function wallElsewhere(day: string, minute: number, from: string, to: string): { day: string; minute: number } {
  const wanted = Date.parse(`${day}T${clock(minute)}Z`)
  let moment = wanted
  // The second round is right where the first one crossed a change of the clocks.
  for (let round = 0; round < 2; round++) {
    const shown = read(new Date(moment), from)
    moment += wanted - Date.parse(`${shown.day}T${clock(shown.minute)}Z`)
  }
  return read(new Date(moment), to)
}

const upToMinute = (milliseconds: number): number => Math.ceil(milliseconds / 60_000) * 60_000

function read(moment: Date, timeZone: string): { day: string; minute: number } {
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const get = (type: string) => shown.find(part => part.type === type)?.value ?? '00'
  return {
    day: `${get('year')}-${get('month')}-${get('day')}`,
    minute: Number(get('hour')) * 60 + Number(get('minute')),
  }
}

/** A day from its numbers, or nothing where there is no such day. */
export function dayOf(year: number, month: number, date: number): string | undefined {
  if (month < 1 || month > 12 || date < 1 || date > 31) return undefined
  const made = new Date(Date.UTC(year, month - 1, date))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? write(made) : undefined
}

export function plusDays(day: string, days: number): string {
  const [y, m, d] = parts(day)
  return write(new Date(Date.UTC(y, m - 1, d + days)))
}

/** The same date so many months later; the month's last day where it is shorter. */
export function plusMonths(day: string, months: number): string {
  const [y, m, d] = parts(day)
  const last = new Date(Date.UTC(y, m + months, 0)).getUTCDate()
  return write(new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))))
}

/** 0 is Monday, 6 Sunday. */
export function weekdayOf(day: string): number {
  const [y, m, d] = parts(day)
  return (new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 6) % 7
}

export const mondayOf = (day: string): string => plusDays(day, -weekdayOf(day))
export const monthStart = (day: string): string => `${day.slice(0, 8)}01`
export const monthEnd = (day: string): string => plusDays(plusMonths(monthStart(day), 1), -1)
export const yearOf = (day: string): number => parts(day)[0]
export const monthOf = (day: string): number => parts(day)[1]
export const dateOf = (day: string): number => parts(day)[2]

/** The first such weekday strictly after a day. */
export const nextWeekday = (after: string, weekday: number): string => plusDays(after, ((weekday - weekdayOf(after) + 6) % 7) + 1)

/** `15:05` for 905. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A moment so many minutes from now. */
export function later(now: Now, minutes: number): { day: string; minute: number } {
  if (now.after) return now.after(minutes)
  const total = now.minute + minutes
  return { day: plusDays(now.day, Math.floor(total / 1440)), minute: ((total % 1440) + 1440) % 1440 }
}

/** The `which`th such weekday (0 is Monday; -1 is the last) of the month that begins with `first`, where there is one. */
export function nthWeekday(first: string, weekday: number, which: number): string | undefined {
  if (which === -1) return nextWeekday(plusDays(plusMonths(first, 1), -8), weekday)
  const day = plusDays(nextWeekday(plusDays(first, -1), weekday), (which - 1) * 7)
  return monthOf(day) === monthOf(first) ? day : undefined
}
