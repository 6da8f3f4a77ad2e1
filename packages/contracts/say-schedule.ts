import { sayRecurrence } from './say-recurrence.ts'

const days = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const two = (value: string | number) => String(value).padStart(2, '0')

/** When a schedule fires, as people say it: “every weekday at 08:00”, “every 15 minutes”; a cron line that has no short words as it is. */
export function saySchedule({ cron, rrule }: { cron?: string | undefined; rrule?: string | undefined }): string {
  if (rrule !== undefined) return sayRule(rrule)
  const [minute = '', hour = '', date = '', month = '', weekday = '', ...more] = (cron ?? '').trim().split(/\s+/)
  const plain = `at the times of “${cron ?? ''}”`
  if (more.length > 0 || weekday === '') return plain
  const each = (field: string) => /^\*(?:\/(\d+))?$/.exec(field)
  const anyDay = date === '*' && month === '*' && weekday === '*'
  const minutes = each(minute)
  if (minutes && hour === '*' && anyDay) return minutes[1] && minutes[1] !== '1' ? `every ${minutes[1]} minutes` : 'every minute'
  const hours = each(hour)
  if (hours && /^\d+$/.test(minute) && anyDay) {
    const every = hours[1] && hours[1] !== '1' ? `every ${hours[1]} hours` : 'every hour'
    return minute === '0' ? every : `${every} at ${minute} minutes past`
  }
  if (!/^\d+$/.test(minute) || !/^\d+(,\d+)*$/.test(hour)) return plain
  const at = ` at ${hour
    .split(',')
    .map(each => `${two(each)}:${two(minute)}`)
    .join(' and ')}`
  if (anyDay) return `every day${at}`
  if (date === '*' && month === '*') {
    const named = weekdays(weekday)
    return named ? `${sayRecurrence(`FREQ=WEEKLY;BYDAY=${named}`)}${at}` : plain
  }
  if (weekday !== '*' || !/^\d+(,\d+)*$/.test(date)) return plain
  const interval = each(month)
  if (interval) return `${sayRecurrence(`FREQ=MONTHLY;INTERVAL=${interval[1] ?? 1};BYMONTHDAY=${date}`)}${at}`
  return /^\d+$/.test(month) ? `every year on ${date}/${month}${at}` : plain
}

/** `1-5` and `1,3` as RFC 5545 names days, Monday first. */
function weekdays(field: string): string | undefined {
  const found: number[] = []
  for (const part of field.split(',')) {
    const [, from, to] = /^(\d)(?:-(\d))?$/.exec(part) ?? []
    if (from === undefined || Number(from) > 7 || Number(to ?? 0) > 7) return undefined
    for (let day = Number(from); day <= Number(to ?? from); day++) found.push(day % 7)
  }
  const monday = (day: number) => (day + 6) % 7
  return [...new Set(found)]
    .sort((a, b) => monday(a) - monday(b))
    .map(day => days[day])
    .join(',')
}

function sayRule(rrule: string): string {
  const [, hour] = /;BYHOUR=(\d+)/.exec(rrule) ?? []
  const [, minute = '0'] = /;BYMINUTE=(\d+)/.exec(rrule) ?? []
  const rest = rrule.replace(/;BY(HOUR|MINUTE|SECOND)=\d+/g, '')
  return `${sayRecurrence(rest)}${hour === undefined ? '' : ` at ${two(hour)}:${two(minute)}`}`
}
