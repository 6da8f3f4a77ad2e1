import { describe, expect, test } from 'vitest'
import { tokenise } from '../text/token.ts'
import { clock, type Now } from './civil.ts'
import { findTimes } from './find.ts'
import { writeRule } from './recurrence.ts'

/** Tuesday. */
const now: Now = { day: '2026-11-24', minute: 600, monthFirst: false }

function found(text: string, from: Now = now): string {
  return findTimes(tokenise(text), from)
    .filter(span => span.moment || span.rule || span.length)
    .map(({ moment, end, rule, length }) => {
      const write = (each: typeof moment) =>
        each ? `${each.day ?? ''}${each.last ? `..${each.last}` : ''}${each.minute === undefined ? '' : `T${clock(each.minute)}`}` : ''
      return rule
        ? `${writeRule(rule, false)}${moment ? ` ${write(moment)}` : ''}`
        : length
          ? `${length} min`
          : `${write(moment)}${end ? ` to ${write(end)}` : ''}`
    })
    .join(' & ')
}

describe('days', () => {
  test.each([
    ['today', '2026-11-24'],
    ['tomorrow morning', '2026-11-25T09:00'],
    ['the day after tomorrow', '2026-11-26'],
    ['friday', '2026-11-27'],
    ['this friday', '2026-11-27'],
    ['next friday', '2026-12-04'],
    ['tuesday', '2026-12-01'],
    ['friday next week', '2026-12-04'],
    ['a week on friday', '2026-12-04'],
    ['next week', '2026-11-30..2026-12-06'],
    ['this weekend', '2026-11-28..2026-11-29'],
    ['end of the month', '2026-11-30'],
    ['end of the week', '2026-11-27'],
    ['in two weeks', '2026-12-08'],
    ['in a fortnight', '2026-12-08'],
    ['due in a fortnight', '2026-12-08'],
    ['two days before Christmas', '2026-12-23'],
    ['the day before the 3rd', '2026-12-02'],
    ['the weekend of the 19th', '2026-12-19..2026-12-20'],
    ['sometime next week', '2026-11-30..2026-12-06'],
    ['friday at the latest', '2026-11-27'],
    ['tues 1045a', '2026-12-01T10:45'],
    ['20h tonight', '2026-11-24T20:00'],
    ['at half seven in the evening', 'T19:30'],
    ['tomorrow around 3ish', '2026-11-25T15:00'],
    ['on the 3rd', '2026-12-03'],
    ['by 5 December', '2026-12-05'],
    ['Nov 27', '2026-11-27'],
    ['27/11', '2026-11-27'],
    ['25.11.', '2026-11-25'],
    ['2026-11-27', '2026-11-27'],
    ['2027/02/03 10:00', '2027-02-03T10:00'],
    ['3-4 dec', '2026-12-03 to 2026-12-04'],
    ['from 21 to 25 December', '2026-12-21 to 2026-12-25'],
    ['from monday to wednesday', '2026-11-30 to 2026-12-02'],
  ])('%s', (text, expected) => expect(found(text)).toBe(expected))

  test('3/4 is in March where months are written first', () => {
    expect(found('on 3/4', { ...now, monthFirst: true })).toBe('2027-03-04')
    expect(found('on 3/4')).toBe('2027-04-03')
  })
})

describe('times of day', () => {
  test.each([
    ['at 3pm', 'T15:00'],
    ['at 3', 'T15:00'],
    ['at 9', 'T09:00'],
    ['15:00', 'T15:00'],
    ['at 15h', 'T15:00'],
    ['half past 3', 'T15:30'],
    ['quarter to five', 'T16:45'],
    ['at half three', 'T15:30'],
    ['at noon', 'T12:00'],
    ['tonight', '2026-11-24T20:00'],
    ['at 6 tonight', '2026-11-24T18:00'],
    ['tomorrow evening at 7', '2026-11-25T19:00'],
    ['eod friday', '2026-11-27T17:00'],
    ['in 20 min', '2026-11-24T10:20'],
    ['in an hour and a half', '2026-11-24T11:30'],
    ['from 3 to 4pm', 'T15:00 to T16:00'],
    ['friday 12-1pm', '2026-11-27T12:00 to T13:00'],
    ['for 45 minutes', '45 min'],
    ['for an hour and a half', '90 min'],
  ])('%s', (text, expected) => expect(found(text)).toBe(expected))
})

describe('repetitions', () => {
  test.each([
    ['every day', 'FREQ=DAILY'],
    ['every weekday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['mon-fri', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['every other tuesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['mondays and thursdays', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['1st of every month', 'FREQ=MONTHLY;BYMONTHDAY=1'],
    ['last friday of every month', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['every three months on the 10th', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10'],
    ['every year on March 3', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3'],
    ['every morning', 'FREQ=DAILY T09:00'],
    ['daily until friday', 'FREQ=DAILY;UNTIL=20261127'],
    ['daily for 2 weeks', 'FREQ=DAILY;COUNT=14'],
  ])('%s', (text, expected) => expect(found(text)).toBe(expected))
})

describe('what is no time', () => {
  test.each([
    'read The Day of the Jackal',
    'buy 3 apples',
    'at 5 Main Street',
    'Black Friday gifts',
    'the weekly report',
    'sun cream',
    'email May',
    'check Monday.com',
  ])('%s', text => expect(found(text)).toBe(''))
})
