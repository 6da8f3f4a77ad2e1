import { describe, expect, test } from 'vitest'
import { sayDate, saySpan } from './say-date.ts'

const reader = { timeZone: 'Europe/Berlin', now: new Date('2026-11-24T09:00:00Z') }

describe('dates as people say them', () => {
  test.each([
    ['2026-11-24', 'today'],
    ['2026-11-25', 'tomorrow'],
    ['2026-11-23', 'yesterday'],
    ['2026-11-27', 'Friday'],
    ['2026-12-01', 'Tuesday 1 December'],
    ['2026-11-20', 'Friday 20 November'],
    ['2027-01-10', '10 January 2027'],
    ['2026-11-25T15:00:00+01:00', 'tomorrow at 15:00'],
    ['2026-11-25T08:05:00Z', 'tomorrow at 09:05'],
    ['2026-11-24T23:30:00Z', 'tomorrow at 00:30'],
  ])('%s is %s', (value, words) => {
    expect(sayDate(value, reader)).toBe(words)
  })

  test('the day is that of the reader’s zone', () => {
    expect(sayDate('2026-11-25T02:00:00Z', { ...reader, timeZone: 'America/New_York' })).toBe('today at 21:00')
  })

  test('a clock is read as the reader does, in English words', () => {
    expect(sayDate('2026-11-27T14:00:00Z', { ...reader, locale: 'en-US' })).toBe('Friday at 3:00 PM')
    expect(sayDate('2026-11-27', { ...reader, locale: 'de-DE' })).toBe('Friday')
  })

  test('a span names a common day once', () => {
    expect(saySpan('2026-11-25T15:00:00+01:00', '2026-11-25T16:00:00+01:00', reader)).toBe('tomorrow, 15:00–16:00')
    expect(saySpan('2026-11-25', '2026-11-25', reader)).toBe('tomorrow')
    expect(saySpan('2026-11-25', '2026-11-27', reader)).toBe('tomorrow to Friday')
    expect(saySpan('2026-11-25T22:00:00+01:00', '2026-11-26T02:00:00+01:00', reader)).toBe('tomorrow at 22:00 to Thursday at 02:00')
  })
})
