import { describe, expect, test } from 'vitest'
import { saySchedule } from './say-schedule.ts'

describe('a schedule is said as people say it', () => {
  test.each([
    ['0 8 * * 1-5', 'every weekday at 08:00'],
    ['30 18 * * *', 'every day at 18:30'],
    ['0 9 * * 1', 'every Monday at 09:00'],
    ['0 12 * * 0,6', 'every Saturday and Sunday at 12:00'],
    ['0 10 1 * *', 'every month on the 1st at 10:00'],
    ['*/15 * * * *', 'every 15 minutes'],
    ['0 * * * *', 'every hour'],
    ['0 */6 * * *', 'every 6 hours'],
    ['0 9,17 * * *', 'every day at 09:00 and 17:00'],
    ['0 9 L * *', 'at the times of “0 9 L * *”'],
  ])('cron %s', (cron, said) => expect(saySchedule({ cron })).toBe(said))

  test('a rule with its hour', () => {
    expect(saySchedule({ rrule: 'FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9;BYMINUTE=0;BYSECOND=0' })).toBe('every month on the 1st Monday at 09:00')
  })
})
