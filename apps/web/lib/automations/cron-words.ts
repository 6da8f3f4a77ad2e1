/** How often, in the few ways people say it; any other cron line is `cron`. */
export type Often =
  | { every: 'minutes'; minutes: number }
  | { every: 'hour'; minute: number }
  | { every: 'day' | 'weekday'; at: string }
  | { every: 'week'; day: number; at: string }
  | { every: 'month'; date: number; at: string }
  | { every: 'cron'; cron: string }

const two = (n: number) => String(n).padStart(2, '0')
const whole = (text: string | undefined, most: number): number | undefined =>
  text !== undefined && /^\d{1,2}$/.test(text) && Number(text) <= most ? Number(text) : undefined

/** Reads `0 8 * * 1-5` as every weekday at 08:00. */
export function oftenOf(cron: string): Often {
  const [minute, hour, date, month, day, ...more] = cron.trim().split(/\s+/)
  const other: Often = { every: 'cron', cron }
  if (more.length > 0 || month !== '*') return other
  const step = /^\*\/(\d{1,2})$/.exec(minute ?? '')
  if (step && hour === '*' && date === '*' && day === '*') return { every: 'minutes', minutes: Number(step[1]) }
  const m = whole(minute, 59)
  if (m === undefined) return other
  if (hour === '*' && date === '*' && day === '*') return { every: 'hour', minute: m }
  const h = whole(hour, 23)
  if (h === undefined) return other
  const at = `${two(h)}:${two(m)}`
  if (date === '*' && day === '*') return { every: 'day', at }
  if (date === '*' && day === '1-5') return { every: 'weekday', at }
  const weekday = whole(day, 7)
  if (date === '*' && weekday !== undefined) return { every: 'week', day: weekday % 7, at }
  const of = whole(date, 31)
  return of !== undefined && of > 0 && day === '*' ? { every: 'month', date: of, at } : other
}

/** The cron line of it. */
export function cronOf(often: Often): string {
  const clock = (at: string) => {
    const [hour = '9', minute = '0'] = at.split(':')
    return `${Number(minute)} ${Number(hour)}`
  }
  switch (often.every) {
    case 'minutes':
      return `*/${often.minutes} * * * *`
    case 'hour':
      return `${often.minute} * * * *`
    case 'day':
      return `${clock(often.at)} * * *`
    case 'weekday':
      return `${clock(often.at)} * * 1-5`
    case 'week':
      return `${clock(often.at)} * * ${often.day}`
    case 'month':
      return `${clock(often.at)} ${often.date} * *`
    case 'cron':
      return often.cron
  }
}

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** “every weekday at 08:00”; another line as it stands. */
export function sayOften(often: Often): string {
  switch (often.every) {
    case 'minutes':
      return often.minutes === 1 ? 'every minute' : `every ${often.minutes} minutes`
    case 'hour':
      return often.minute === 0 ? 'every hour' : `every hour at ${two(often.minute)} past`
    case 'day':
      return `every day at ${often.at}`
    case 'weekday':
      return `every weekday at ${often.at}`
    case 'week':
      return `every ${weekdays[often.day]} at ${often.at}`
    case 'month':
      return `on day ${often.date} of every month at ${often.at}`
    case 'cron':
      return often.cron || 'no times yet'
  }
}
