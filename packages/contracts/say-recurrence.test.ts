import { expect, test } from 'vitest'
import { sayRecurrence } from './say-recurrence.ts'

test.each([
  ['FREQ=DAILY', 'every day'],
  ['FREQ=WEEKLY;BYDAY=MO', 'every Monday'],
  ['FREQ=WEEKLY;BYDAY=MO,TH', 'every Monday and Thursday'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', 'every other week on Monday and Friday'],
  ['FREQ=WEEKLY;INTERVAL=3', 'every 3 weeks'],
  ['FREQ=MONTHLY;BYMONTHDAY=1', 'every month on the 1st'],
  ['FREQ=MONTHLY;BYMONTHDAY=11,22,23', 'every month on the 11th, 22nd and 23rd'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
  ['FREQ=MONTHLY;BYMONTHDAY=-2', 'every month on the 2nd to last day'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday'],
  ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the 2nd Tuesday'],
  ['FREQ=DAILY;COUNT=5', 'every day, 5 times'],
  ['FREQ=YEARLY;UNTIL=20301231T000000Z', 'every year until 31 Dec 2030'],
  ['FREQ=SECONDLY', 'on a schedule'],
])('%s is said as “%s”', (rule, said) => {
  expect(sayRecurrence(rule)).toBe(said)
})
