import { describe, expect, test } from 'vitest'
import { addDays, dayIn, inZone, isRule, nextOccurrence, occurrences, startOfDay, toUtc, when } from '../index.ts'

describe('times', () => {
  test.each([
    ['2026-11-25T15:00', 'Europe/Berlin', '2026-11-25T14:00:00.000Z'],
    ['2026-11-25T15:00+01:00', 'Asia/Tokyo', '2026-11-25T14:00:00.000Z'],
    ['2026-11-25', 'Asia/Tokyo', '2026-11-25'],
    // The hour that the clock change skips moves forward, the one that comes twice is the first.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ])('%s in %s is %s', (given, zone, utc) => expect(toUtc(given, zone)).toBe(utc))

  test('an answer carries the offset of its own day', () => {
    expect(inZone('2026-07-01T12:00:00.000Z', 'Europe/Berlin')).toBe('2026-07-01T14:00:00+02:00')
    expect(inZone('2026-01-01T12:00:00.000Z', 'America/St_Johns')).toBe('2026-01-01T08:30:00-03:30')
    expect(dayIn(new Date('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-25')
    expect([addDays('2026-12-31', 1), startOfDay('2026-07-01', 'Europe/Berlin')]).toEqual(['2027-01-01', '2026-06-30T22:00:00.000Z'])
  })

  test('nine o’clock stays nine o’clock across a clock change', () => {
    const series = { rrule: 'FREQ=WEEKLY;BYDAY=SU', start: '2026-10-18T07:00:00.000Z', timeZone: 'Europe/Berlin' }
    expect(occurrences(series, '2026-10-18T00:00:00Z', '2026-11-02T00:00:00Z')).toEqual([
      '2026-10-18T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
      '2026-11-01T08:00:00.000Z',
    ])
  })

  test('a daily 2:30 rings in the night the clock jumps too, at the moment that is left of it, and once in the one it goes back', () => {
    const spring = { rrule: 'FREQ=DAILY', start: '2026-03-28T01:30:00.000Z', timeZone: 'Europe/Berlin' }
    const nights = ['2026-03-28T01:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z']
    expect(occurrences(spring, '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual(nights)
    expect(nextOccurrence(spring, nights[0] as string)).toBe(nights[1])
    expect(nextOccurrence(spring, nights[1] as string)).toBe(nights[2])
    const autumn = { rrule: 'FREQ=DAILY', start: '2026-10-24T00:30:00.000Z', timeZone: 'Europe/Berlin' }
    expect(occurrences(autumn, '2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z')).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
  })

  test('an hourly series rings in both of the hours that have the same name, and ends when it says', () => {
    const hourly = { rrule: 'FREQ=HOURLY;UNTIL=20261025T023000Z', start: '2026-10-24T23:30:00.000Z', timeZone: 'Europe/Berlin' }
    expect(occurrences(hourly, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z')).toEqual([
      '2026-10-24T23:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T02:30:00.000Z',
    ])
    const daily = { rrule: 'FREQ=DAILY;UNTIL=20261126T080000Z', start: '2026-11-24T08:00:00.000Z', timeZone: 'Europe/Berlin' }
    expect(occurrences(daily, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toHaveLength(3)
  })

  test('left-out days are skipped, and a series that ends has no next', () => {
    const series = { rrule: 'FREQ=DAILY;COUNT=3', start: '2026-11-24', timeZone: 'UTC', except: ['2026-11-25'] }
    expect(nextOccurrence(series, '2026-11-24T12:00:00Z')).toBe('2026-11-26')
    expect(nextOccurrence(series, '2026-11-26T12:00:00Z')).toBeUndefined()
  })

  test.each(['FREQ=HOURLY;INTERVAL=2', 'FREQ=DAILY;BYHOUR=9,15'])('a series of days comes to a day once, whatever its rule: %s', rrule => {
    const series = { rrule, start: '2026-11-25', timeZone: 'UTC' }
    expect(nextOccurrence(series, '2026-11-25T00:00:00Z')).toBe('2026-11-26')
    expect(nextOccurrence({ ...series, except: ['2026-11-26'] }, '2026-11-25T10:00:00Z')).toBe('2026-11-27')
  })

  test('a rule that cannot be read is told from one that can', () => {
    expect([isRule('FREQ=MONTHLY;BYMONTHDAY=-1'), isRule('FREQ=NEVER')]).toEqual([true, false])
  })

  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYSETPOS=5',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;INTERVAL=99999999999',
    'FREQ=HOURLY;COUNT=50000',
  ])('a rule that never comes true, or would take for ever to follow, is none: %s', rrule => {
    const begun = performance.now()
    expect(isRule(rrule)).toBe(false)
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU',
    'FREQ=HOURLY;BYMONTH=12;BYMONTHDAY=31;BYHOUR=23',
    'FREQ=DAILY;UNTIL=20100101',
    'FREQ=YEARLY;BYWEEKNO=53',
    'FREQ=DAILY;COUNT=1',
  ])('a rare or ended one is a rule all the same: %s', rrule => expect(isRule(rrule)).toBe(true))

  test('a series that has no further date from its own start, or leaves the calendar, has ended', () => {
    const never = { rrule: 'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', start: '2026-02-01', timeZone: 'UTC' }
    expect(nextOccurrence(never, '2026-11-24T12:00:00Z')).toBeUndefined()
    expect(occurrences(never, '2026-11-24T12:00:00Z', '2027-11-24T12:00:00Z')).toEqual([])
    expect(
      nextOccurrence({ rrule: 'FREQ=YEARLY;INTERVAL=2', start: '9998-01-01', timeZone: 'UTC' }, '9998-01-01T12:00:00Z'),
    ).toBeUndefined()
  })

  test.each(['2026-11-27T24:00', '2026-11-27T12:60', '0000-01-01', '9999-12-31T23:59-14:00', '2026-13-01'])('%s is no time', text =>
    expect(when().safeParse(text).success).toBe(false),
  )
})
