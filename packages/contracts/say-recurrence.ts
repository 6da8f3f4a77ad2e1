const units: Record<string, string> = {
  MINUTELY: 'minute',
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
}
const weekdays: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const listed = (words: string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/** 1 is “1st”, -1 is “last”, -2 is “2nd to last”. */
function ordinal(n: number): string {
  if (n === -1) return 'last'
  if (n < 0) return `${ordinal(-n)} to last`
  const rest = n % 100
  const end = rest > 10 && rest < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${end}`
}

const weekdayOf = (code: string): string => {
  const [, position, name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(code) ?? []
  const word = weekdays[name] ?? code
  return position ? `${ordinal(Number(position))} ${word}` : word
}

const monthday = (day: string): string =>
  day === '-1' ? 'last day' : Number(day) < 0 ? `${ordinal(Number(day))} day` : ordinal(Number(day))

/**
 * A recurrence rule (RFC 5545, without `RRULE:`) as people say it: “every Monday and Friday”, “every month on the 1st”;
 * “on a schedule” for one that has no short words. `locale` is BCP 47 and says how a last day is written.
 */
export function sayRecurrence(rrule: string, locale = 'en-GB'): string {
  const rule = Object.fromEntries(rrule.split(';').map(part => part.split('=') as [string, string]))
  const unit = units[rule.FREQ ?? '']
  if (!unit) return 'on a schedule'
  const interval = Number(rule.INTERVAL ?? 1)
  const every = interval === 1 ? `every ${unit}` : interval === 2 ? `every other ${unit}` : `every ${interval} ${unit}s`
  return onWhich(rule, every, interval) + untilWhen(rule, locale)
}

function onWhich(rule: Record<string, string>, every: string, interval: number): string {
  const days = rule.BYDAY?.split(',') ?? []
  if (rule.BYDAY === 'MO,TU,WE,TH,FR' && interval === 1) return 'every weekday'
  if (days.length > 0) {
    const said = listed(days.map(weekdayOf))
    if (rule.FREQ === 'WEEKLY' && interval === 1) return `every ${said}`
    return `${every} on ${/\d/.test(days[0] ?? '') ? 'the ' : ''}${said}`
  }
  if (rule.BYMONTHDAY) return `${every} on the ${listed(rule.BYMONTHDAY.split(',').map(monthday))}`
  return every
}

function untilWhen(rule: Record<string, string>, locale: string): string {
  if (rule.COUNT) return `, ${rule.COUNT} times`
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(rule.UNTIL ?? '') ?? []
  if (!year) return ''
  const last = new Date(`${year}-${month}-${day}T12:00:00Z`)
  return ` until ${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(last)}`
}
