import { describe, expect, test } from 'vitest'
import { rulesFrom, sayAgo, sayWhen } from './say.ts'

const place = { zone: 'Europe/Berlin', locale: 'en-GB' }
const now = new Date('2026-11-24T09:00:00Z')

describe('dates as people say them', () => {
  test.each([
    ['2026-11-24', 'today'],
    ['2026-11-25T14:00:00Z', 'tomorrow 15:00'],
    ['2026-11-23', 'yesterday'],
    ['2026-11-27T08:00:00Z', 'Fri 09:00'],
    ['2026-12-04', '4 Dec'],
    ['2027-01-15', '15 Jan 2027'],
  ])('%s is said as “%s”', (value, said) => {
    expect(sayWhen(value, place, now)).toBe(said)
  })
  test('late in the evening in UTC is tomorrow in Berlin', () => {
    expect(sayWhen('2026-11-24T23:30:00Z', place, now)).toBe('tomorrow 00:30')
  })
  test('a moment ago is said in minutes', () => {
    expect(sayAgo('2026-11-24T08:55:00Z', place, now)).toBe('5 min ago')
  })
})

test('the usual choices of a rule follow the first day', () => {
  expect(rulesFrom('2026-11-27')).toContainEqual({ value: 'FREQ=MONTHLY;BYMONTHDAY=27', label: 'every month on the 27th' })
})
