const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const weekday = (day: string): string => weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()] as string
const ofMonth = (day: string): number => Number(day.slice(8, 10))

/**
 * The rule of a series that moves from one day to another (both days in its zone): where it named the one day, and no other, it names the new one.
 * “Every Monday” moved to a Tuesday is every Tuesday; a rule of several days stays.
 */
export function ruleOnDay(rrule: string, from: string, to: string): string {
  if (from === to) return rrule
  const byDay = /;BYDAY=([^;]+)/.exec(rrule)?.[1]
  if (byDay === weekday(from)) return rrule.replace(`;BYDAY=${byDay}`, `;BYDAY=${weekday(to)}`)
  const nth = Math.ceil(ofMonth(from) / 7)
  if (byDay === `${nth}${weekday(from)}`) return rrule.replace(`;BYDAY=${byDay}`, `;BYDAY=${Math.ceil(ofMonth(to) / 7)}${weekday(to)}`)
  const byMonthDay = /;BYMONTHDAY=([^;]+)/.exec(rrule)?.[1]
  if (byMonthDay === String(ofMonth(from))) return rrule.replace(`;BYMONTHDAY=${byMonthDay}`, `;BYMONTHDAY=${ofMonth(to)}`)
  return rrule
}
