import { describe, expect, test } from 'vitest'
import { addMonths, dayOf, firstWeekday, monthPage, onClock, startOfWeek } from './days.ts'

describe('days', () => {
  test('a moment is seen on the clocks of the zone, also across midnight', () => {
    expect(onClock('2026-11-27T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-28T00:30')
  })
  test('a day stays the day it is in every zone', () => {
    expect(dayOf('2026-11-27', 'America/Los_Angeles')).toBe('2026-11-27')
  })
  test('midnight is hour 00, not 24', () => {
    expect(onClock('2026-11-26T23:00:00Z', 'Europe/Berlin')).toBe('2026-11-27T00:00')
  })
  test('a month after 31 January is the last day of February', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
  })
  test('a week that begins on Sunday begins on the Sunday before', () => {
    expect(startOfWeek('2026-11-24', 7)).toBe('2026-11-22')
  })
  test('a month is shown in whole weeks', () => {
    const days = monthPage('2026-11-24', 1)
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  })
  test('weeks begin on Sunday in the United States', () => {
    expect(firstWeekday('en-US')).toBe(7)
  })
})
