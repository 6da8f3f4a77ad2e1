import { sayRecurrence } from '@atom/contracts'
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

const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The rule's usual choices for something that begins on a day. */
export function rulesFrom(day: string): { value: string; label: string }[] {
  const code = weekdayCodes[weekday(day) - 1]
  return [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    `FREQ=WEEKLY;BYDAY=${code}`,
    `FREQ=WEEKLY;INTERVAL=2;BYDAY=${code}`,
    `FREQ=MONTHLY;BYMONTHDAY=${Number(day.slice(8))}`,
    'FREQ=YEARLY',
  ].map(value => ({ value, label: sayRecurrence(value) }))
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
