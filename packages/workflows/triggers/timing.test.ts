import { describe, expect, test } from 'vitest'
import { type Schedule, scheduleProblems, scheduleState, timingOf } from './timing.ts'

const following = (given: Partial<Schedule>, zone: string, from: string, count: number) => {
  const schedule = { type: 'schedule', ...given } as Schedule
  const timing = timingOf(schedule, scheduleState(schedule, from, zone))
  const times: string[] = []
  for (let at = timing.next(from); at !== undefined && times.length < count; at = timing.next(at)) times.push(at)
  return { times: times.map(at => at.replace(':00.000Z', 'Z')), timing }
}

describe('the times of a schedule', () => {
  test.each<[Partial<Schedule>, string, string[]]>([
    // Spring: 2:00 to 3:00 does not exist on 29 March. Autumn: it comes twice on 25 October.
    [{ cron: '30 2 * * *' }, '2026-03-28T00:00:00Z', ['2026-03-28T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z']],
    [{ cron: '30 2 * * *' }, '2026-10-24T00:00:00Z', ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    [{ cron: '15,45 2 * * *' }, '2026-10-24T01:00:00Z', ['2026-10-25T00:15Z', '2026-10-25T00:45Z', '2026-10-26T01:15Z']],
    [{ cron: '0 2,3 * * *' }, '2026-03-28T12:00:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:00Z', '2026-03-30T01:00Z']],
    [{ cron: '0 9 * * 1-5' }, '2026-10-23T06:00:00Z', ['2026-10-23T07:00Z', '2026-10-26T08:00Z', '2026-10-27T08:00Z']],
    [{ cron: '0 * * * *' }, '2026-10-24T23:30:00Z', ['2026-10-25T00:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z']],
    [{ cron: '*/30 * * * *' }, '2026-03-29T00:10:00Z', ['2026-03-29T00:30Z', '2026-03-29T01:00Z', '2026-03-29T01:30Z']],
    [{ cron: '@daily', timeZone: 'Asia/Tokyo' }, '2026-03-29T00:00:00Z', ['2026-03-29T15:00Z', '2026-03-30T15:00Z', '2026-03-31T15:00Z']],
    [{ rrule: 'FREQ=DAILY;BYHOUR=9' }, '2026-03-28T07:00:00Z', ['2026-03-28T08:00Z', '2026-03-29T07:00Z', '2026-03-30T07:00Z']],
    [{ rrule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30' }, '2026-03-28T00:00:00Z', ['2026-03-28T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z']],
    [
      { rrule: 'FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=8;BYMINUTE=15' },
      '2026-11-25T10:00:00Z',
      ['2026-11-27T07:15Z', '2026-11-30T07:15Z', '2026-12-04T07:15Z'],
    ],
    [
      { rrule: 'FREQ=DAILY;INTERVAL=2', start: '2026-12-01' },
      '2026-11-25T10:00:00Z',
      ['2026-11-30T23:00Z', '2026-12-02T23:00Z', '2026-12-04T23:00Z'],
    ],
    [
      { rrule: 'FREQ=DAILY;BYHOUR=9', start: '2026-12-01' },
      '2026-11-25T10:00:00Z',
      ['2026-12-01T08:00Z', '2026-12-02T08:00Z', '2026-12-03T08:00Z'],
    ],
    [{ rrule: 'FREQ=DAILY;COUNT=2;BYHOUR=9' }, '2026-11-25T06:00:00Z', ['2026-11-25T08:00Z', '2026-11-26T08:00Z']],
  ])('%j after %s in Berlin', (schedule, from, times) => expect(following(schedule, 'Europe/Berlin', from, 3).times).toEqual(times))

  test.each<[Partial<Schedule>]>([
    [{ cron: '30 2 * * *' }],
    [{ cron: '0,20,40 * * * *' }],
    [{ cron: '*/15 1-3 * * *' }],
    [{ rrule: 'FREQ=HOURLY' }],
    [{ rrule: 'FREQ=DAILY;BYHOUR=1,2,3' }],
  ])('the newest times of %j are the last of those that came one by one', schedule => {
    for (const from of ['2026-03-27T00:00:00.000Z', '2026-10-23T00:00:00.000Z']) {
      const { timing } = following(schedule, 'Europe/Berlin', from, 0)
      const all: string[] = []
      const to = new Date(Date.parse(from) + 4 * 86_400_000).toISOString()
      for (let at = timing.next(from); at !== undefined && at <= to; at = timing.next(at)) all.push(at)
      expect(timing.newest(all[0] as string, to, 1000)).toEqual(all)
      expect(timing.newest(all[0] as string, all.at(-1) as string, 2)).toEqual(all.slice(-2))
    }
  })

  test.each<[Partial<Schedule>, string | undefined, string | undefined]>([
    [{ cron: '0 9 * * 1-5' }, undefined, undefined],
    [{ cron: '*/10 * * * * *' }, undefined, undefined],
    [{ cron: '*/5 * * * * *' }, 'cron', '“*/5 * * * * *” fires more often than every 10 seconds.'],
    [{ cron: '0,5 0 9 1 1 *' }, 'cron', '“0,5 0 9 1 1 *” fires more often than every 10 seconds.'],
    [{ cron: '0 0 30 2 *' }, 'cron', '“0 0 30 2 *” never comes.'],
    [{ cron: '61 * * * *' }, 'cron', '“61 * * * *” is no line of cron, such as 0 9 * * 1-5: Invalid value for minute: 61.'],
    [
      { cron: '0 9 * * *', timeZone: 'Mars/Base' },
      'timeZone',
      '“Mars/Base” is no time zone this machine knows. Write one such as Europe/Berlin.',
    ],
    [{ cron: '0 9 * * *', rrule: 'FREQ=DAILY' }, 'cron', 'A schedule has either cron or rrule.'],
    [{}, 'cron', 'A schedule has either cron or rrule.'],
    [{ rrule: 'FREQ=SECONDLY' }, 'rrule', '“FREQ=SECONDLY” fires more often than every 10 seconds.'],
    [{ rrule: 'FREQ=DAILY;BYSECOND=0,5' }, 'rrule', '“FREQ=DAILY;BYSECOND=0,5” fires more often than every 10 seconds.'],
    [{ rrule: 'FREQ=SECONDLY;INTERVAL=30' }, undefined, undefined],
    [
      { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' },
      'rrule',
      '“FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30” is no recurrence such as FREQ=WEEKLY;BYDAY=MO, or one that never comes.',
    ],
    [{ cron: '0 9 * * *', start: '2026-12-01' }, 'start', 'Only a recurrence has a first day.'],
  ])('%j is told of at %s', (schedule, field, message) =>
    expect(scheduleProblems({ type: 'schedule', ...schedule } as Schedule)).toEqual(field === undefined ? [] : [{ field, message }]),
  )
})
