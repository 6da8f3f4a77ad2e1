interface Saying {
  /** IANA zone of the reader. */
  timeZone: string
  /** BCP 47; British English unless told. */
  locale?: string
  now: Date
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Our sentences are English, so their dates are too; only how a clock is read follows the reader. */
const format = (reader: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const locale = /^en\b/.test(reader) ? reader : 'en-GB'
  const key = `${locale}|${timeZone}|${JSON.stringify(options)}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    formats.set(key, made)
  }
  return made
}

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)
/** Calendar day of a moment in a zone, `2026-11-27`. */
const dayOf = (moment: Date, timeZone: string): string =>
  format('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** A day as people say it: “today”, “tomorrow”, “yesterday”, “Friday” within a week, “Friday 4 December”, with the year when it is another one. */
function sayDayOf(day: string, { timeZone, locale = 'en-GB', now }: Saying): string {
  const today = dayOf(now, timeZone)
  const away = daysBetween(today, day)
  if (away === 0) return 'today'
  if (away === 1) return 'tomorrow'
  if (away === -1) return 'yesterday'
  // A day has no zone, so it is written as it stands.
  const noon = new Date(`${day}T12:00:00Z`)
  if (away > 1 && away < 7) return format(locale, 'UTC', { weekday: 'long' }).format(noon)
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  return format(locale, 'UTC', {
    weekday: sameYear ? 'long' : undefined,
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
  })
    .format(noon)
    .replace(',', '')
}

/** Clock time of a moment in the reader's zone: `09:05`, or `9:05 AM` where people write so. */
export function sayTime(moment: string, { timeZone, locale = 'en-GB' }: Pick<Saying, 'timeZone' | 'locale'>): string {
  const twelve = format(locale, timeZone, { hour: 'numeric' }).resolvedOptions().hour12
  return format(locale, timeZone, { hour: twelve ? 'numeric' : '2-digit', minute: '2-digit' }).format(new Date(moment))
}

/** A day or moment (ISO 8601) as people say it: “tomorrow”, “tomorrow at 15:00”, “Friday 4 December at 09:30”. */
export function sayDate(value: string, saying: Saying): string {
  if (isDay(value)) return sayDayOf(value, saying)
  const day = sayDayOf(dayOf(new Date(value), saying.timeZone), saying)
  return `${day} at ${sayTime(value, saying)}`
}

/** From one moment or day to another: “tomorrow, 15:00–16:00”, “today”, “Monday to Friday”. Days are inclusive. */
export function saySpan(start: string, end: string, saying: Saying): string {
  if (isDay(start)) return start === end ? sayDayOf(start, saying) : `${sayDayOf(start, saying)} to ${sayDayOf(end, saying)}`
  const from = dayOf(new Date(start), saying.timeZone)
  const to = dayOf(new Date(end), saying.timeZone)
  return from === to
    ? `${sayDayOf(from, saying)}, ${sayTime(start, saying)}–${sayTime(end, saying)}`
    : `${sayDate(start, saying)} to ${sayDate(end, saying)}`
}
