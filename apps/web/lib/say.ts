import { addDays, daysBetween, isDay, onClock, today, weekday } from './days.ts'

export interface Place {
  zone: string
  locale: string
}

const onDay = (day: string) => new Date(`${day}T12:00:00Z`)

/** A clock time as the locale writes it: 15:00 or 3:00 PM. */
export const sayTime = (clock: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`${clock}:00Z`))

/** A day or moment as people say it: “tomorrow 15:00”, “Fri 15:00”, “3 Dec”. */
export function sayWhen(value: string, { zone, locale }: Place, now = new Date()): string {
  const clock = onClock(value, zone)
  const day = clock.slice(0, 10)
  const time = isDay(value) ? '' : ` ${sayTime(clock, locale)}`
  const away = daysBetween(today(zone, now), day)
  const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (away >= -1 && away <= 1) return near.format(away, 'day') + time
  if (away > 1 && away < 7) return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(onDay(day)) + time
  const sameYear = day.slice(0, 4) === today(zone, now).slice(0, 4)
  return (
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }), timeZone: 'UTC' }).format(
      onDay(day),
    ) + time
  )
}

/** The whole date and time, for hovering. */
export function sayExact(value: string, { zone, locale }: Place): string {
  if (isDay(value)) return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(onDay(value))
  return `${new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(new Date(value))} (${zone})`
}

/** How long ago: “just now”, “5 min. ago”, then as `sayWhen`. */
export function sayAgo(value: string, place: Place, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(value)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return new Intl.RelativeTimeFormat(place.locale, { style: 'short' }).format(-minutes, 'minute')
  return sayWhen(value, place, now)
}

const names: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const units: Record<string, string> = { MINUTELY: 'minute', HOURLY: 'hour', DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }
const ordinal = (n: number) => {
  if (n === -1) return 'last'
  const rest = n % 100
  const end = rest > 10 && rest < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${end}`
}
const list = (words: string[]) => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/** A recurrence rule in words: `FREQ=MONTHLY;BYMONTHDAY=1` is “every month on the 1st”. */
export function sayRule(rrule: string, locale = 'en'): string {
  const rule = Object.fromEntries(rrule.split(';').map(part => part.split('=') as [string, string]))
  const unit = units[rule.FREQ ?? ''] ?? 'time'
  const every = Number(rule.INTERVAL ?? 1)
  const days = rule.BYDAY?.split(',') ?? []
  let text = every === 1 ? `every ${unit}` : every === 2 ? `every other ${unit}` : `every ${every} ${unit}s`
  if (days.join() === 'MO,TU,WE,TH,FR' && every === 1) text = 'every weekday'
  else if (days.length > 0) {
    const said = days.map(day => {
      const match = /^([+-]?\d+)?(\w\w)$/.exec(day)
      const name = names[match?.[2] ?? ''] ?? day
      return match?.[1] ? `${ordinal(Number(match[1]))} ${name}` : name
    })
    text =
      rule.FREQ === 'WEEKLY' && every === 1
        ? `every ${list(said)}`
        : `${text} on ${/^\d|^last/.test(said[0] ?? '') ? 'the ' : ''}${list(said)}`
  } else if (rule.BYMONTHDAY) {
    text += ` on the ${list(rule.BYMONTHDAY.split(',').map(day => (day === '-1' ? 'last day' : ordinal(Number(day)))))}`
  }
  if (rule.COUNT) text += `, ${rule.COUNT} times`
  if (rule.UNTIL) {
    const day = `${rule.UNTIL.slice(0, 4)}-${rule.UNTIL.slice(4, 6)}-${rule.UNTIL.slice(6, 8)}`
    text += ` until ${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(onDay(day))}`
  }
  return text
}

/** The rule's usual choices for something that begins on a day. */
export function rulesFrom(day: string): { value: string; label: string }[] {
  const code = Object.keys(names)[weekday(day) - 1]
  return [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    `FREQ=WEEKLY;BYDAY=${code}`,
    `FREQ=WEEKLY;INTERVAL=2;BYDAY=${code}`,
    `FREQ=MONTHLY;BYMONTHDAY=${Number(day.slice(8))}`,
    'FREQ=YEARLY',
  ].map(value => ({ value, label: sayRule(value) }))
}

/** “November 2026”. */
export const sayMonth = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(onDay(day))

/** “23 – 29 November 2026”. */
export const sayWeek = (first: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatRange(
    onDay(first),
    onDay(addDays(first, 6)),
  )

/** From one to the other: “Fri 12:30 – 13:30”, “today”, “Mon – Wed”. */
export function saySpan(start: string, end: string, place: Place, now = new Date()): string {
  const from = onClock(start, place.zone)
  const to = onClock(end, place.zone)
  if (from.slice(0, 10) !== to.slice(0, 10)) return `${sayWhen(start, place, now)} – ${sayWhen(end, place, now)}`
  return isDay(from) ? sayWhen(start, place, now) : `${sayWhen(start, place, now)} – ${sayTime(to, place.locale)}`
}
