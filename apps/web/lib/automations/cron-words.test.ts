import { expect, test } from 'vitest'
import { cronOf, oftenOf, sayOften } from './cron-words.ts'

test.each([
  ['0 8 * * 1-5', 'every weekday at 08:00'],
  ['30 17 * * *', 'every day at 17:30'],
  ['0 9 * * 1', 'every Monday at 09:00'],
  ['0 9 1 * *', 'on day 1 of every month at 09:00'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['0 * * * *', 'every hour'],
  ['0 9-17 * * 1-5', '0 9-17 * * 1-5'],
  ['0 9 1 1 *', '0 9 1 1 *'],
])('the cron line %s is said as “%s”, and written again as it was', (cron, said) => {
  expect(sayOften(oftenOf(cron))).toBe(said)
  expect(cronOf(oftenOf(cron))).toBe(cron)
})
