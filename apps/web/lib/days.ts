/** Arithmetic on days (`2026-11-27`) and on moments seen in a zone. A day has no zone; it is never turned into one by accident. */

const utc = (day: string) => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  return Date.UTC(y, m - 1, d)
}
const write = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const dayMs = 86_400_000

export const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value)
export const addDays = (day: string, count: number) => write(utc(day) + count * dayMs)
export const daysBetween = (from: string, to: string) => Math.round((utc(to) - utc(from)) / dayMs)

/** 1 is Monday, 7 is Sunday. */
export const weekday = (day: string) => new Date(utc(day)).getUTCDay() || 7

export const addMonths = (day: string, count: number) => {
  const date = new Date(utc(day))
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date.getUTCDate(), last))
  return write(first.getTime())
}

/** The day on which the week of `day` begins; `first` is 1 for Monday, 7 for Sunday. */
export const startOfWeek = (day: string, first: number) => addDays(day, -((weekday(day) - first + 7) % 7))

/** The first day of the week in a locale: 1 is Monday, 7 is Sunday. */
export function firstWeekday(locale: string): number {
  try {
    const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } }
    return info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay ?? 1
  } catch {
    return 1
  }
}

/** All days a month's page shows: whole weeks around it. */
export function monthPage(day: string, first: number): string[] {
  const start = startOfWeek(`${day.slice(0, 8)}01`, first)
  const last = addDays(addMonths(`${day.slice(0, 8)}01`, 1), -1)
  const count = Math.ceil((daysBetween(start, last) + 1) / 7) * 7
  return Array.from({ length: count }, (_, index) => addDays(start, index))
}

const formats = new Map<string, Intl.DateTimeFormat>()
const partsOf = (zone: string) => {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(zone, format)
  }
  return format
}

/** A moment as its day and time on the clocks of a zone: `2026-11-27T15:00`. A day stays a day. */
export function onClock(value: string | Date, zone: string): string {
  if (typeof value === 'string' && isDay(value)) return value
  const parts = Object.fromEntries(
    partsOf(zone)
      .formatToParts(new Date(value))
      .map(part => [part.type, part.value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`
}

export const dayOf = (value: string | Date, zone: string) => onClock(value, zone).slice(0, 10)
export const today = (zone: string, now = new Date()) => dayOf(now, zone)
/** Minutes since midnight of `2026-11-27T15:30`. */
export const minutesOf = (clock: string) => Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16))

/** The browser's zone, or UTC where it is not known. */
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
