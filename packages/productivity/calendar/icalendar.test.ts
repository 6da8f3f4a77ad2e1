import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, items, openWorld, present, titles, type World } from '../testing.ts'

const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    ...events.map(e => `BEGIN:VEVENT\r\n${e.trim().split(/\n\s*/).join('\r\n')}\r\nEND:VEVENT`),
    'END:VCALENDAR',
  ].join('\r\n')

for (const dialect of dialects)
  describe(`iCalendar on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    beforeEach(async () => {
      world.clock.set(present)
      for (const ctx of [world.ana, world.otto]) await world.run(ctx, 'calendar.delete', { filter: 'all' })
    })
    afterAll(() => world.close())
    const bring = (...events: string[]) => world.run(world.ana, 'calendar.import', { ics: calendar(...events) })
    const list = async (input: Record<string, unknown>, ctx = world.ana) => items(await world.run(ctx, 'calendar.list', input))

    test('an event of another program keeps its time, length and people', async () => {
      expect(
        await bring(`UID:1@x
          DTSTART;TZID=America/New_York:20261127T150000
          DURATION:PT45M
          SUMMARY:Call\\, with Dana
          LOCATION:Zoom
          ATTENDEE;CN=Dana R:mailto:dana@example.test
          ATTENDEE:mailto:lee@example.test`),
      ).toMatchObject({ created: 1, updated: 0, skipped: 0 })
      expect(await list({})).toMatchObject([
        {
          title: 'Call, with Dana',
          start: '2026-11-27T21:00:00+01:00',
          end: '2026-11-27T21:45:00+01:00',
          timeZone: 'America/New_York',
          location: 'Zoom',
          people: ['Dana R', 'lee@example.test'],
        },
      ])
    })

    test('the day after the last one becomes the last one', async () => {
      await bring(`UID:2@x
        DTSTART;VALUE=DATE:20261221
        DTEND;VALUE=DATE:20261226
        SUMMARY:Holiday`)
      expect(await list({})).toMatchObject([{ start: '2026-12-21', end: '2026-12-25', allDay: true }])
    })

    test('a time without a zone is that of the person', async () => {
      await bring(`UID:3@x
        DTSTART:20261221T100000
        SUMMARY:Floating`)
      expect(await list({})).toMatchObject([{ start: '2026-12-21T10:00:00+01:00' }])
    })

    test('a series comes with its left-out and its changed dates', async () => {
      await bring(
        `UID:4@x
        DTSTART;TZID=Europe/Berlin:20261125T090000
        DTEND;TZID=Europe/Berlin:20261125T093000
        RRULE:FREQ=DAILY;COUNT=4
        EXDATE;TZID=Europe/Berlin:20261126T090000
        SUMMARY:Standup`,
        `UID:4@x
        RECURRENCE-ID;TZID=Europe/Berlin:20261127T090000
        DTSTART;TZID=Europe/Berlin:20261127T110000
        DTEND;TZID=Europe/Berlin:20261127T113000
        SUMMARY:Standup later`,
      )
      expect((await list({})).map(event => [event.title, event.start])).toEqual([
        ['Standup', '2026-11-25T09:00:00+01:00'],
        ['Standup later', '2026-11-27T11:00:00+01:00'],
        ['Standup', '2026-11-28T09:00:00+01:00'],
      ])
    })

    test('importing the same text twice changes nothing, and a newer one changes the event', async () => {
      const event = (title: string) => `UID:5@x
        DTSTART:20261127T150000Z
        SUMMARY:${title}`
      const { ids } = await bring(event('Old'))
      expect(await bring(event('New'))).toEqual({ created: 0, updated: 1, skipped: 0, left: [], ids, importId: expect.any(String) })
      expect(titles({ items: await list({}) })).toEqual(['New'])
    })

    test('an import can be undone', async () => {
      await bring(`UID:6@x
        DTSTART:20261127T150000Z
        SUMMARY:x`)
      await world.undo(world.ana)
      expect(await list({})).toEqual([])
    })

    test('undo takes back what an import made, changed and called off, and leaves what was changed since', async () => {
      const event = (uid: string, title: string, more = '') => `UID:${uid}@y
        DTSTART:20261127T150000Z
        SUMMARY:${title}${more}`
      const weekly = `UID:w@y
        DTSTART:20261127T080000Z
        RRULE:FREQ=WEEKLY;COUNT=3
        SUMMARY:Weekly`
      const moved = `UID:w@y
        RECURRENCE-ID:20261204T080000Z
        DTSTART:20261204T100000Z
        SUMMARY:Weekly, later`
      await bring(event('1', 'One'), event('2', 'Two'), weekly, moved)
      const before = await list({})
      const { ids } = await bring(
        event('1', 'One, new', '\nLOCATION:Hall'),
        event('2', 'Two, new'),
        event('3', 'Three'),
        event('4', 'Four'),
        `${moved}\nSTATUS:CANCELLED`,
      )
      expect(titles({ items: await list({}) }).sort()).toEqual(['Four', 'One, new', 'Three', 'Two, new', 'Weekly', 'Weekly'])
      const [, two, , four] = ids as string[]
      await world.run(world.sam, 'calendar.update', { id: two, location: 'Sam’s room' })
      await world.run(world.sam, 'calendar.update', { id: four, title: 'Four by Sam' })
      world.events.length = 0
      expect(await world.undo(world.ana)).toMatchObject({ removed: 1, restored: 2, kept: 2 })
      expect(world.events.map(({ name }) => name).sort()).toEqual(['event.created', 'event.deleted', 'event.updated'])
      const after = await list({})
      expect(titles({ items: after }).sort()).toEqual(['Four by Sam', 'One', 'Two, new', 'Weekly', 'Weekly', 'Weekly, later'])
      const same = (events: typeof after) =>
        events.filter(({ title }) => !/Two|Four/.test(String(title))).map(({ updatedAt: _, ...rest }) => rest)
      expect(same(after)).toEqual(same(before))
    })

    test('a series that was imported anew leaves out what was changed alone since, after undo too', async () => {
      const weekly = (title: string) => `UID:alone@y
        DTSTART:20261127T080000Z
        RRULE:FREQ=WEEKLY;COUNT=3
        SUMMARY:${title}`
      await bring(weekly('Old'))
      const { ids } = await bring(
        weekly('New'),
        `UID:alone@y
        RECURRENCE-ID:20261204T080000Z
        DTSTART:20261204T100000Z
        SUMMARY:Later`,
      )
      await world.run(world.sam, 'calendar.update', { id: (ids as string[])[1], title: 'Much later' })
      expect(await world.undo(world.ana)).toMatchObject({ removed: 0, restored: 1, kept: 1 })
      expect(titles({ items: await list({}) })).toEqual(['Old', 'Much later', 'Old'])
    })

    describe('a large calendar', () => {
      const many = (count: number, about = '') =>
        Array.from({ length: count }, (_, n) => `UID:many${n}@x\nDTSTART:20270101T1${n % 10}0000Z\nSUMMARY:Event ${n}${about}`)

      test('comes whole, with the zones that stand before, between and after its events', async () => {
        const zone = (name: string) =>
          `BEGIN:VTIMEZONE\r\nTZID:${name}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n`
        const there = (name: string, n: number) => `UID:${name}${n}@x\nDTSTART;TZID=${name}:20270101T120000\nSUMMARY:${name}`
        const events = ['First', 'Between', 'Last'].flatMap(name => Array.from({ length: 60 }, (_, n) => there(name, n)))
        let ics = calendar(...events)
        ics = ics
          .replace('BEGIN:VEVENT', `${zone('First')}BEGIN:VEVENT`)
          .replace('BEGIN:VEVENT\r\nUID:Last0', `${zone('Between')}BEGIN:VEVENT\r\nUID:Last0`)
        ics = ics.replace('END:VCALENDAR', `${zone('Last')}END:VCALENDAR`)
        expect(await world.run(world.ana, 'calendar.import', { ics })).toMatchObject({ created: 180, updated: 0, skipped: 0 })
        const all = await list({ from: '2027-01-01', to: '2027-01-01', limit: 200 })
        expect(new Set(all.map(({ start }) => start))).toEqual(new Set(['2027-01-01T08:00:00+01:00']))
        expect(all).toHaveLength(180)
      })

      test('lets others write and be answered in between', async () => {
        let turns = 0
        const counting = setInterval(() => turns++, 0)
        const order: string[] = []
        await Promise.all([
          bring(...many(500)).then(() => order.push('the calendar')),
          world.run(world.otto, 'notes.create', { body: 'x' }).then(() => order.push('a note')),
        ])
        clearInterval(counting)
        expect(order).toEqual(['a note', 'the calendar'])
        expect(turns).toBeGreaterThan(5)
      })

      test('that is stopped keeps what it has, and the same again brings the rest', async () => {
        const stop = new AbortController()
        let written = 0
        const publish = async () => void (++written === 120 && stop.abort())
        const ctx = { ...world.ana, signal: stop.signal, events: { publish } }
        expect(await codeOf(world.run(ctx, 'calendar.import', { ics: calendar(...many(500)) }))).toBe('kernel.cancelled')
        const kept = await list({ from: '2027-01-01', to: '2027-01-01', limit: 200 })
        // The hundred that were committed before; those under way go with their transaction, or not, perhaps after the answer.
        expect(kept.length).toBeGreaterThanOrEqual(100)
        const { created, updated, skipped } = (await bring(...many(500))) as Record<string, number>
        expect(updated).toBeGreaterThanOrEqual(kept.length)
        expect(updated).toBeLessThan(500)
        expect([Number(created) + Number(updated), skipped]).toEqual([500, 0])
      })

      test('that ends in the middle of an event brings nothing', async () => {
        const ics = calendar(...many(300)).slice(0, -40)
        expect(await codeOf(world.run(world.ana, 'calendar.import', { ics }))).toBe('productivity.not_icalendar')
        expect(await list({})).toEqual([])
      })
    })

    test('what ATOM exported is known again, also who takes part', async () => {
      const { id } = await world.run(world.ana, 'calendar.create', {
        title: 'Sync',
        start: '2026-11-27T09:00',
        people: ['Sam'],
        rrule: 'FREQ=WEEKLY;COUNT=2',
      })
      await world.run(world.ana, 'calendar.delete', { id, date: '2026-12-04' })
      const before = await list({})
      const { ics } = await world.run(world.ana, 'calendar.export')
      expect(await world.run(world.ana, 'calendar.import', { ics })).toMatchObject({
        created: 0,
        updated: 1,
        skipped: 0,
        left: [],
        ids: [id],
      })
      expect(await list({})).toEqual(before)
      expect(await world.run(world.otto, 'calendar.import', { ics })).toMatchObject({ created: 1, updated: 0 })
    })

    test('what is left out is told, and why', async () => {
      const result = await bring(
        'UID:a@x\nSUMMARY:No start',
        'UID:b@x\nDTSTART:20261127T150000Z\nSUMMARY:Off\nSTATUS:CANCELLED',
        'UID:c@x\nDTSTART:20261127T150000Z\nDTEND:20261127T140000Z\nSUMMARY:Backwards',
      )
      expect(result).toMatchObject({ created: 0, skipped: 3 })
      expect(result.left).toEqual([
        { title: 'No start', reason: 'It has no start.' },
        { title: 'Off', reason: 'It was called off.' },
        { title: 'Backwards', reason: 'It would end before it starts.' },
      ])
    })

    test('an event without a UID is known by what it holds', async () => {
      const event = 'DTSTART:20261127T150000Z\nSUMMARY:nameless'
      const { ids } = await bring(event)
      expect(await bring(event)).toMatchObject({ created: 0, updated: 1, skipped: 0, left: [], ids })
    })

    test('events that cannot be read are counted and the others come', async () => {
      const good = `UID:7@x
        DTSTART:20261127T150000Z
        SUMMARY:good`
      const result = await bring(
        good,
        'UID:8@x\nSUMMARY:no start',
        'UID:9@x\nDTSTART:20261127T150000Z\nRRULE:FREQ=SECONDLY',
        'UID:10@x\nDTSTART:rubbish',
      )
      expect(result).toMatchObject({ created: 1, skipped: 3 })
    })

    test('a text that is no calendar is refused', async () => {
      expect(await codeOf(world.run(world.ana, 'calendar.import', { ics: 'hello' }))).toBe('productivity.not_icalendar')
      expect(await codeOf(world.run(world.ana, 'calendar.import', { ics: 'BEGIN:VCARD\r\nEND:VCARD' }))).toBe('productivity.not_icalendar')
    })

    test('what is exported comes back the same in another workspace, through every clock change', async () => {
      const make = (input: Record<string, unknown>) => world.run(world.ana, 'calendar.create', input)
      await make({
        title: 'Single',
        start: '2026-11-27T15:00',
        location: 'Here; there, "anywhere"',
        notes: 'line one\nline two',
        people: ['Dana'],
      })
      await make({ title: 'Days', start: '2026-12-21', end: '2026-12-25' })
      const { id } = await make({ title: 'Weekly', start: '2026-11-25T09:00', rrule: 'FREQ=WEEKLY;BYDAY=WE' })
      await world.run(world.ana, 'calendar.delete', { id, date: '2026-12-02' })
      const { ics, events } = await world.run(world.ana, 'calendar.export')
      expect(events).toBe(3)
      expect(await world.run(world.otto, 'calendar.import', { ics })).toMatchObject({ created: 3, skipped: 0 })
      const span = { from: '2026-11-24', to: '2027-04-10', limit: 200 }
      const told = (event: Record<string, unknown>) => [
        event.title,
        event.allDay ? event.start : Date.parse(String(event.start)),
        event.allDay ? event.end : Date.parse(String(event.end)),
        event.location,
        event.notes,
        event.people,
        event.rrule,
      ]
      expect((await list(span, world.otto)).map(told)).toEqual((await list(span)).map(told))
    })

    test('an event of another zone comes back in it, at its moment also in the hour that comes twice', async () => {
      const times = ['2026-12-01T09:00', '2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00']
      for (const start of times) await world.run(world.ana, 'calendar.create', { title: start, start, timeZone: 'America/New_York' })
      const { ics } = await world.run(world.ana, 'calendar.export')
      expect(String(ics)).toContain('DTSTART;TZID=America/New_York:20261201T090000')
      await world.run(world.otto, 'calendar.import', { ics })
      const span = { from: '2026-11-01', to: '2026-12-02' }
      const moments = (events: Record<string, unknown>[]) => events.map(({ title, start }) => [title, Date.parse(String(start))])
      const brought = await list(span, world.otto)
      expect(moments(brought)).toEqual(moments(await list(span)))
      expect(brought.at(-1)).toMatchObject({ title: '2026-12-01T09:00', timeZone: 'America/New_York' })
    })

    test('an export names the offset of each zone before and after a clock change', async () => {
      await world.run(world.ana, 'calendar.create', { title: 'Weekly', start: '2026-11-25T09:00', rrule: 'FREQ=WEEKLY' })
      const ics = String((await world.run(world.ana, 'calendar.export')).ics)
      expect(ics).toContain('DTSTART;TZID=Europe/Berlin:20261125T090000')
      expect(ics).toContain(
        ['BEGIN:DAYLIGHT', 'DTSTART:20270328T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT'].join('\r\n'),
      )
    })
  })
