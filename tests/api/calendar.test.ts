import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Anything } from '../harness/server.ts'
import { databases, expectProblem, startWorld, type World } from './world.ts'

const asIs = { 'content-type': 'text/calendar' }

for (const database of databases)
  describe(`the calendar on ${database.name}`, () => {
    let world: World
    const add = async (body: Anything) => (await world.ana.api('/api/calendar/events', { body })).body
    const list = async (query: string) => (await world.ana.api(`/api/calendar/events?limit=200&${query}`)).body.items
    const starts = async (query: string) => (await list(query)).map((event: { start: string }) => event.start)

    beforeAll(async () => {
      world = await startWorld({ database })
      await world.ana.api('/api/me', { method: 'PATCH', body: { timeZone: 'Europe/Berlin' } })
    })
    afterAll(() => world?.stop())

    test('from and to are days, both inclusive, of the person’s zone', async () => {
      await add({ title: 'before', start: '2027-05-02T23:59', end: '2027-05-03T00:00' })
      await add({ title: 'first minute', start: '2027-05-03T00:00' })
      await add({ title: 'last minute', start: '2027-05-05T23:59' })
      await add({ title: 'after', start: '2027-05-06T00:00' })
      await add({ title: 'all day', start: '2027-05-05' })
      await add({ title: 'across', start: '2027-05-01', end: '2027-05-03' })
      const titles = (await list('from=2027-05-03&to=2027-05-05')).map((event: { title: string }) => event.title)
      expect(titles.sort()).toEqual(['across', 'all day', 'first minute', 'last minute'])
      expect(await list('from=2027-05-07&to=2027-05-07')).toEqual([])
    })

    test('without an end it lasts an hour, or its day; the end of days is inclusive', async () => {
      expect(await add({ title: 'a', start: '2027-06-01T10:00' })).toMatchObject({ end: '2027-06-01T11:00:00+02:00', allDay: false })
      expect(await add({ title: 'b', start: '2027-06-02' })).toMatchObject({ start: '2027-06-02', end: '2027-06-02', allDay: true })
      expectProblem(
        await world.ana.api('/api/calendar/events', { body: { title: 'c', start: '2027-06-02T10:00', end: '2027-06-02T09:00' } }),
        400,
        'productivity.end_before_start',
      )
      expectProblem(
        await world.ana.api('/api/calendar/events', { body: { title: 'c', start: '2027-06-02', end: '2027-06-02T09:00' } }),
        400,
        'productivity.mixed_days',
      )
    })

    test('a series stands once for each occurrence, at its hour across a clock change; one date can be taken out and brought back', async () => {
      const { ana } = world
      const event = await add({ title: 'Choir', start: '2027-10-25T19:00', rrule: 'FREQ=WEEKLY;COUNT=4' })
      const all = ['2027-10-25T19:00:00+02:00', '2027-11-01T19:00:00+01:00', '2027-11-08T19:00:00+01:00', '2027-11-15T19:00:00+01:00']
      expect(await starts('from=2027-10-01&to=2027-12-31')).toEqual(all)
      const left = await ana.api(`/api/calendar/events/${event.id}?date=2027-11-08`, { method: 'DELETE' })
      expect(left.body).toMatchObject({ id: event.id, date: '2027-11-08', deleted: 1 })
      expect(await starts('from=2027-10-01&to=2027-12-31')).toEqual(all.filter(start => !start.startsWith('2027-11-08')))
      expectProblem(
        await ana.api(`/api/calendar/events/${event.id}?date=2027-11-09`, { method: 'DELETE' }),
        404,
        'productivity.no_occurrence',
      )
      await ana.api('/api/undo', { body: { id: left.headers.get('atom-undo') } })
      expect(await starts('from=2027-10-01&to=2027-12-31')).toEqual(all)
      await ana.api(`/api/calendar/events/${event.id}`, { method: 'DELETE' })
    })

    test('a series is followed before 1970 too', async () => {
      await add({ title: 'Moon landing', start: '1969-07-20T21:00', rrule: 'FREQ=DAILY;COUNT=3' })
      expect(await starts('from=1969-07-01&to=1969-07-31')).toEqual(
        ['1969-07-20', '1969-07-21', '1969-07-22'].map(day => `${day}T21:00:00+01:00`),
      )
    })

    test('free slots lie between what is planned, in the part of the day asked for', async () => {
      await add({ title: 'busy', start: '2027-07-05T10:00', end: '2027-07-05T11:30' })
      const slots = async (query: string) =>
        (await world.ana.api(`/api/calendar/free-slots?date=2027-07-05&${query}`)).body.items.map(
          (slot: { start: string; end: string; minutes: number }) => [slot.start.slice(11, 16), slot.end.slice(11, 16), slot.minutes],
        )
      expect(await slots('')).toEqual([
        ['09:00', '10:00', 60],
        ['11:30', '17:00', 330],
      ])
      expect(await slots('part=morning')).toEqual([
        ['09:00', '10:00', 60],
        ['11:30', '12:00', 30],
      ])
      expect(await slots('part=morning&durationMinutes=45')).toEqual([['09:00', '10:00', 60]])
      expect(await slots('part=evening')).toEqual([['17:00', '21:00', 240]])
      expect(await slots('person=me&part=morning&durationMinutes=45')).toEqual([['09:00', '10:00', 60]])
      expectProblem(await world.ana.api('/api/calendar/free-slots'), 400, 'kernel.invalid_input')
      expectProblem(await world.ana.api('/api/calendar/free-slots?date=2027-07-05&part=noon'), 400, 'kernel.invalid_input')
    })

    test('two events at one time are a conflict, told at once and listed', async () => {
      await add({ title: 'one', start: '2027-08-02T10:00' })
      const two = await add({ title: 'two', start: '2027-08-02T10:30' })
      expect(two.conflicts.map((conflict: { title: string }) => conflict.title)).toEqual(['one'])
      const listed = (await world.ana.api('/api/calendar/conflicts?from=2027-08-02&to=2027-08-02')).body.items
      expect(listed).toHaveLength(1)
      expect([listed[0].first.title, listed[0].second.title]).toEqual(['one', 'two'])
    })

    test('what is exported comes in again elsewhere as it was, and twice is once', async () => {
      const { ana, eve } = world
      await eve.api('/api/me', { method: 'PATCH', body: { timeZone: 'Europe/Berlin' } })
      const nasty = 'Plan; with, commas \\ and "quotes"\nand a second line 🦊 <b>'
      await add({ title: nasty, start: '2027-09-01T10:00', end: '2027-09-01T10:30', location: nasty, notes: nasty.repeat(10) })
      await add({ title: 'series', start: '2027-09-02T09:00', rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=3' })
      await add({ title: 'days', start: '2027-09-03', end: '2027-09-05' })
      const out = await ana.api('/api/calendar/export.ics')
      expect([out.status, out.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
      expect(out.body).toMatch(/^BEGIN:VCALENDAR\r\n/)
      const refused = await ana.api('/api/calendar/export.ics?nothing=known')
      expect([refused.status, refused.headers.get('content-disposition')]).toEqual([400, null])
      expect(Math.max(...(out.body as string).split('\r\n').map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(76)

      const first = await eve.api('/api/calendar/import', { body: out.body, headers: asIs })
      expect([first.status, first.body.updated, first.body.skipped]).toEqual([200, 0, 0])
      const again = await eve.api('/api/calendar/import', { body: out.body, headers: asIs })
      expect(again.body).toMatchObject({ created: 0, updated: first.body.created, skipped: 0 })
      const undone = await eve.api('/api/undo', { body: { id: again.headers.get('atom-undo') } })
      expect(undone.body).toMatchObject({ undone: true, output: { removed: 0, restored: first.body.created, kept: 0 } })

      const fields = (events: Anything[]) =>
        events.map(({ title, start, end, allDay, rrule, location, notes }) => ({
          title,
          start,
          end,
          allDay,
          rrule: rrule?.split(';').sort(),
          location,
          notes,
        }))
      const theirs = (await eve.api('/api/calendar/events?from=2027-09-01&to=2027-09-30&limit=200')).body.items
      expect(fields(theirs)).toEqual(fields(await list('from=2027-09-01&to=2027-09-30')))
    })

    test('an import from elsewhere: zones, all-day, exceptions and a series are read; what is no calendar is 400', async () => {
      const { eve } = world
      const ics = [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//elsewhere//EN',
        'BEGIN:VEVENT',
        'UID:one@elsewhere',
        'DTSTAMP:20270101T000000Z',
        'DTSTART;TZID=America/New_York:20271101T090000',
        'DTEND;TZID=America/New_York:20271101T100000',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;TZID=America/New_York:20271102T090000',
        'SUMMARY:Call\\, long',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:two@elsewhere',
        'DTSTAMP:20270101T000000Z',
        'DTSTART;VALUE=DATE:20271105',
        'DTEND;VALUE=DATE:20271107',
        'SUMMARY:Trip',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n')
      const read = await eve.api('/api/calendar/import', { body: ics, headers: asIs })
      expect(read.body).toMatchObject({ created: 2, updated: 0, skipped: 0 })
      const events = (await eve.api('/api/calendar/events?from=2027-11-01&to=2027-11-30')).body.items
      expect(events.map(({ title, start, end }: Anything) => [title, start, end])).toEqual([
        ['Call, long', '2027-11-01T14:00:00+01:00', '2027-11-01T15:00:00+01:00'],
        ['Call, long', '2027-11-03T14:00:00+01:00', '2027-11-03T15:00:00+01:00'],
        ['Trip', '2027-11-05', '2027-11-06'],
      ])
      for (const body of ['hello', 'BEGIN:VCALENDAR', '<html></html>', 'BEGIN:VCARD\r\nEND:VCARD'])
        expectProblem(await eve.api('/api/calendar/import', { body, headers: asIs }), 400, 'productivity.not_icalendar')
      expectProblem(await eve.api('/api/calendar/import', { body: { ics } }), 415, 'server.media_type')
      expectProblem(await eve.api('/api/calendar/import', { method: 'POST' }), 415, 'server.media_type')
    })

    test('calendar files of the worst kind end in a 4xx or are skipped, and hold nobody up', async () => {
      const { eve } = world
      const event = (...lines: string[]) =>
        ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:x', 'SUMMARY:x', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')
      const skipped = { created: 0, updated: 0, skipped: 1, ids: [] }
      const files: [string, number, object][] = [
        [event('DTSTART:20271101T090000Z', 'RRULE:FREQ=SECONDLY'), 200, skipped],
        [event('DTSTART:20271101T090000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), 200, skipped],
        [event('DTSTART:20271101T090000Z', 'RRULE:FREQ=DAILY;COUNT=99999999'), 200, skipped],
        [event('DTSTART:00000000T000000Z'), 200, skipped],
        [event('DTSTART:99991231T235959Z', 'DURATION:P9999W'), 200, skipped],
        [event('DTSTART;TZID=Nowhere/Land:20271101T090000'), 200, { created: 1, updated: 0, skipped: 0 }],
        [event('DTSTART:20271101T090000Z', 'DTEND:20261101T090000Z'), 200, skipped],
        [event('RRULE:FREQ=DAILY'), 200, skipped],
        ['BEGIN:VCALENDAR\r\n'.repeat(5000), 400, { code: 'productivity.not_icalendar' }],
        [`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(2000)}${'END:VEVENT\r\n'.repeat(2000)}END:VCALENDAR`, 200, skipped],
        [event('DTSTART:20271101T090000Z', 'DESCRIPTION:a\0b'), 400, { code: 'kernel.invalid_input' }],
      ]
      for (const [body, status, answered] of files) {
        const begun = performance.now()
        const answer = await eve.api('/api/calendar/import', { body, headers: asIs })
        expect({ status: answer.status, body: answer.body }, body.slice(0, 200)).toEqual({
          status,
          body: expect.objectContaining(answered),
        })
        const listed = await eve.api('/api/calendar/events?from=2027-11-01&to=2028-11-30&limit=1')
        expect(listed.status, body.slice(0, 200)).toBe(200)
        expect(performance.now() - begun).toBeLessThan(2000)
      }
    })
  })
