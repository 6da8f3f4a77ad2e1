import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, items, openWorld, present, titles, type World } from '../testing.ts'

for (const dialect of dialects)
  describe(`calendar on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    beforeEach(async () => {
      world.clock.set(present)
      await world.run(world.ana, 'calendar.delete', { filter: 'all' })
      world.events.length = 0
    })
    afterAll(() => world.close())
    const ana = () => world.ana
    const make = (input: Record<string, unknown>) => world.run(world.ana, 'calendar.create', input)
    const get = (id: unknown) => world.run(world.ana, 'calendar.get', { id })
    const list = (input: Record<string, unknown> = {}, ctx = world.ana) => world.run(ctx, 'calendar.list', input)
    const starts = async (input: Record<string, unknown>) => items(await list(input)).map(event => event.start)

    test('an event without an end lasts an hour, or its day', async () => {
      expect(await make({ title: 'Call', start: '2026-11-27T15:00', people: ['Sam', 'Dana'], location: 'Room 4' })).toEqual({
        id: expect.any(String),
        title: 'Call',
        start: '2026-11-27T15:00:00+01:00',
        end: '2026-11-27T16:00:00+01:00',
        allDay: false,
        timeZone: 'Europe/Berlin',
        people: ['Sam Lee', 'Dana'],
        location: 'Room 4',
        conflicts: [],
        createdAt: '2026-11-24T10:00:00+01:00',
        updatedAt: '2026-11-24T10:00:00+01:00',
      })
      expect(await make({ title: 'Day', start: '2026-11-28' })).toMatchObject({ start: '2026-11-28', end: '2026-11-28', allDay: true })
    })

    test('an all-day event given by moments keeps their days', async () => {
      const event = await make({ title: 'Fair', start: '2026-12-01T00:00', end: '2026-12-03T00:00', allDay: true })
      expect(event).toMatchObject({ start: '2026-12-01', end: '2026-12-02', allDay: true })
    })

    test('times that make no sense are refused', async () => {
      expect(await codeOf(make({ title: 'x', start: '2026-11-27T15:00', end: '2026-11-27T14:00' }))).toBe('productivity.end_before_start')
      expect(await codeOf(make({ title: 'x', start: '2026-11-27', end: '2026-11-27T14:00' }))).toBe('productivity.mixed_days')
      expect(await codeOf(make({ title: 'x', start: '2026-11-27', allDay: false }))).toBe('productivity.mixed_days')
      expect(await codeOf(make({ title: 'x', start: '2026-11-27T15:00', timeZone: 'Mars/Base' }))).toBe('kernel.invalid_input')
    })

    test('what overlaps is told when an event is made, and what only touches is not', async () => {
      const first = await make({ title: 'A', start: '2026-11-27T15:00' })
      const [start, end] = ['2026-11-27T15:00:00+01:00', '2026-11-27T16:00:00+01:00']
      expect((await make({ title: 'B', start: '2026-11-27T15:30' })).conflicts).toEqual([{ id: first.id, title: 'A', start, end }])
      expect((await make({ title: 'C', start: '2026-11-27T14:00' })).conflicts).toEqual([])
      expect((await make({ title: 'D', start: '2026-11-27' })).conflicts).toEqual([])
    })

    test('what somebody else alone has planned is in nobody’s way, until they are asked to come', async () => {
      const hour = { start: '2026-11-27T14:00Z', end: '2026-11-27T15:00Z' }
      await world.run(world.sam, 'calendar.create', { title: 'Sam’s', ...hour })
      const { id, conflicts } = await make({ title: 'Mine', ...hour })
      expect([conflicts, items(await world.run(ana(), 'calendar.conflicts'))]).toEqual([[], []])
      const invited = await make({ title: 'Ours', ...hour, people: ['Sam'] })
      expect((invited.conflicts as { title: string }[]).map(({ title }) => title)).toEqual(['Sam’s', 'Mine'])
      await world.run(ana(), 'calendar.delete', { id })
      expect(items(await world.run(ana(), 'calendar.conflicts'))).toEqual([])
      expect(items(await world.run(world.sam, 'calendar.conflicts'))).toMatchObject([
        { first: { title: 'Sam’s' }, second: { title: 'Ours' } },
      ])
    })

    test('a list holds what takes place between two days of the person’s zone, inclusive, in order', async () => {
      await make({ title: 'before', start: '2026-11-26T22:00' })
      await make({ title: 'into the day', start: '2026-11-26T23:30' })
      await make({ title: 'all day', start: '2026-11-27' })
      await make({ title: 'late', start: '2026-11-27T23:30' })
      await make({ title: 'after', start: '2026-11-28T00:00' })
      await make({ title: 'week', start: '2026-11-20', end: '2026-11-27' })
      expect(titles(await list({ from: '2026-11-27', to: '2026-11-27' }))).toEqual(['week', 'into the day', 'all day', 'late'])
    })

    test('without days it begins today, and with a last day alone before today at that day', async () => {
      await make({ title: 'past', start: '2026-11-20T10:00' })
      await make({ title: 'coming', start: '2028-11-20T10:00' })
      expect(titles(await list())).toEqual(['coming'])
      expect(titles(await list({ to: '2026-11-20' }))).toEqual(['past'])
    })

    test('a series keeps its hour across both clock changes', async () => {
      await make({ title: 'Weekly', start: '2026-10-21T09:00', rrule: 'FREQ=WEEKLY' })
      expect(await starts({ from: '2026-10-19', to: '2026-11-01' })).toEqual(['2026-10-21T09:00:00+02:00', '2026-10-28T09:00:00+01:00'])
      expect(await starts({ from: '2027-03-22', to: '2027-04-04' })).toEqual(['2027-03-24T09:00:00+01:00', '2027-03-31T09:00:00+02:00'])
    })

    test('a series of another zone keeps the hour of that zone', async () => {
      // New York changes a week after Berlin.
      await make({ title: 'NY', start: '2026-10-20T09:00', timeZone: 'America/New_York', rrule: 'FREQ=WEEKLY' })
      expect(await starts({ from: '2026-10-20', to: '2026-11-04' })).toEqual([
        '2026-10-20T15:00:00+02:00',
        '2026-10-27T14:00:00+01:00',
        '2026-11-03T15:00:00+01:00',
      ])
    })

    test('a recurring day stays its day in every zone', async () => {
      await make({ title: 'Rent', start: '2026-12-01', rrule: 'FREQ=MONTHLY;BYMONTHDAY=1' })
      const days = { from: '2026-12-01', to: '2027-02-28' }
      const expected = ['2026-12-01', '2027-01-01', '2027-02-01']
      expect(await starts(days)).toEqual(expected)
      expect(items(await list(days, world.sam)).map(event => event.start)).toEqual(expected)
    })

    test('an occurrence that began before the window and still lasts is listed', async () => {
      await make({ title: 'Night shift', start: '2026-11-20T22:00', end: '2026-11-21T06:00', rrule: 'FREQ=WEEKLY' })
      expect(await starts({ from: '2026-11-28', to: '2026-11-28' })).toEqual(['2026-11-27T22:00:00+01:00'])
    })

    describe('many series', () => {
      const bring = (rules: string[]) => {
        const events = rules.map(
          (rule, n) =>
            `BEGIN:VEVENT\r\nUID:s${n}@x\r\nDTSTART:2030010${1 + (n % 9)}T${10 + (n % 10)}0000Z\r\nSUMMARY:Series ${n}\r\nRRULE:${rule}\r\nEND:VEVENT\r\n`,
        )
        return world.run(ana(), 'calendar.import', { ics: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR` })
      }

      test('over eighty years are listed as over a week, and others have their turn meanwhile', async () => {
        await bring(Array.from({ length: 150 }, (_, n) => ['FREQ=DAILY', 'FREQ=HOURLY', 'FREQ=WEEKLY;COUNT=3'][n % 3] as string))
        let turns = 0
        const counting = setInterval(() => turns++, 0)
        const wide = await list({ from: '2020-01-01', to: '2099-12-31', limit: 200 })
        clearInterval(counting)
        expect(turns).toBeGreaterThan(1)
        expect(items(wide)).toHaveLength(200)
        expect(items(wide)).toEqual(items(await list({ from: '2030-01-01', to: '2030-01-07', limit: 200 })))
      })

      test('of all kinds stand in one order, day by day and page by page', async () => {
        await bring([
          'FREQ=YEARLY',
          'FREQ=DAILY;COUNT=400',
          'FREQ=MONTHLY;BYMONTHDAY=31',
          'FREQ=WEEKLY;UNTIL=20300301T000000Z',
          'FREQ=HOURLY;INTERVAL=36',
        ])
        await make({ title: 'days', start: '2030-01-02', end: '2030-01-04', rrule: 'FREQ=WEEKLY' })
        const paged: unknown[] = []
        for (let cursor: unknown; cursor !== null; ) {
          const page = await list({ from: '2026-01-01', to: '2032-12-31', limit: 200, ...(cursor ? { cursor } : {}) })
          paged.push(...items(page))
          cursor = page.nextCursor
        }
        const byMonth: unknown[] = []
        for (let month = new Date('2030-01-01'); month < new Date('2033-01-01'); ) {
          const from = month.toISOString().slice(0, 10)
          month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))
          const to = new Date(month.getTime() - 86_400_000).toISOString().slice(0, 10)
          byMonth.push(...items(await list({ from, to, limit: 200 })).filter(({ start }) => String(start) >= from))
        }
        expect(paged).toEqual(byMonth)
        expect(paged.length).toBeGreaterThan(1000)
      })
    })

    test('pages of series and single events go on without a gap or a repetition', async () => {
      await make({ title: 'hourly', start: '2026-11-25T08:00', rrule: 'FREQ=HOURLY;COUNT=9' })
      await make({ title: 'same time', start: '2026-11-25T10:00' })
      await make({ title: 'day', start: '2026-11-25' })
      await make({ title: 'daily', start: '2026-11-25', rrule: 'FREQ=DAILY;COUNT=2' })
      const input = { from: '2026-11-25', to: '2026-11-26' }
      const all = items(await list(input)).map(event => `${event.title} ${event.start}`)
      expect(all).toHaveLength(13)
      const paged: string[] = []
      for (let cursor: unknown; cursor !== null; ) {
        const page = await list({ ...input, limit: 2, ...(cursor ? { cursor } : {}) })
        paged.push(...items(page).map(event => `${event.title} ${event.start}`))
        cursor = page.nextCursor
      }
      expect(paged).toEqual(all)
    })

    test('a list can be narrowed by words, which look at people too', async () => {
      await make({ title: 'Standup', start: '2026-11-25T09:00', rrule: 'FREQ=DAILY' })
      await make({ title: 'Talk', start: '2027-01-15T09:00', people: ['Sam'] })
      expect(titles(await list({ query: 'LEE talk' }))).toEqual(['Talk'])
    })

    test('searching finds past and coming events, a series once, the latest first', async () => {
      await make({ title: 'Dentist', start: '2020-01-01T10:00' })
      await make({ title: 'Dentist check', start: '2026-12-01T10:00', rrule: 'FREQ=YEARLY' })
      expect(titles(await world.run(ana(), 'calendar.search', { query: 'dentist' }))).toEqual(['Dentist check', 'Dentist'])
    })

    test('one date of a series can be left out and brought back', async () => {
      const { id } = await make({ title: 'Standup', start: '2026-11-25T09:00', rrule: 'FREQ=DAILY' })
      const days = { from: '2026-11-25', to: '2026-11-27' }
      const [first, , third] = await starts(days)
      expect(await world.run(ana(), 'calendar.delete', { id, date: '2026-11-26' })).toMatchObject({ id, date: '2026-11-26', deleted: 1 })
      expect(await starts(days)).toEqual([first, third])
      expect(await codeOf(world.run(ana(), 'calendar.delete', { id, date: '2026-11-26' }))).toBe('productivity.no_occurrence')
      await world.undo(ana())
      expect(await starts(days)).toHaveLength(3)
    })

    test('a date that was left out stays left out when the series moves', async () => {
      const { id } = await make({ title: 'Gym', start: '2026-11-26T18:00', rrule: 'FREQ=WEEKLY' })
      await world.run(ana(), 'calendar.delete', { id, date: '2026-12-03' })
      const days = { from: '2026-11-26', to: '2026-12-12' }
      const update = (change: Record<string, unknown>) => world.run(ana(), 'calendar.update', { id, ...change })
      await update({ start: '2026-11-26T19:30' })
      expect(await starts(days)).toEqual(['2026-11-26T19:30:00+01:00', '2026-12-10T19:30:00+01:00'])
      await update({ start: '2026-11-27T19:30' })
      expect(await starts(days)).toEqual(['2026-11-27T19:30:00+01:00', '2026-12-11T19:30:00+01:00'])
      await update({ allDay: true })
      expect(await starts(days)).toEqual(['2026-11-27', '2026-12-11'])
      await update({ rrule: null })
      await world.undo(ana())
      expect(await starts(days)).toEqual(['2026-11-27', '2026-12-11'])
    })

    test('a series without a date, and days out of order, are refused', async () => {
      const start = '2026-11-27T15:00'
      expect(await codeOf(make({ title: 'x', start, rrule: 'FREQ=DAILY;COUNT=0' }))).toBe('kernel.invalid_input')
      expect(await codeOf(make({ title: 'x', start, rrule: 'FREQ=DAILY;UNTIL=20261126' }))).toBe('productivity.rule_without_dates')
      expect(await codeOf(make({ title: 'x', start, rrule: 'FREQ=DAILY;UNTIL=20261127T135959Z' }))).toBe('productivity.rule_without_dates')
      const { id } = await make({ title: 'x', start, rrule: 'FREQ=DAILY;UNTIL=20261127T140000Z' })
      expect(await codeOf(world.run(ana(), 'calendar.update', { id, start: '2026-11-28T15:00' }))).toBe('productivity.rule_without_dates')
      for (const skill of ['calendar.list', 'calendar.conflicts', 'reminders.list'])
        expect(await codeOf(world.run(ana(), skill, { from: '2026-11-28', to: '2026-11-27' }))).toBe('productivity.from_after_to')
      expect(await codeOf(world.run(ana(), 'tasks.list', { dueFrom: '2026-11-28', dueTo: '2026-11-27' }))).toBe(
        'productivity.from_after_to',
      )
    })

    test('a time without a zone is that of the zone given beside it', async () => {
      const event = await make({ title: 'NY', start: '2026-11-27T09:00', end: '2026-11-27T10:00', timeZone: 'America/New_York' })
      expect(event).toMatchObject({ start: '2026-11-27T15:00:00+01:00', end: '2026-11-27T16:00:00+01:00' })
      expect(await make({ title: 'UTC', start: '2026-11-27T09:00Z', timeZone: 'America/New_York' })).toMatchObject({
        start: '2026-11-27T10:00:00+01:00',
      })
    })

    test('clearing a day takes single events away and leaves the day out of series', async () => {
      await make({ title: 'Once', start: '2026-11-26T12:00' })
      await make({ title: 'Daily', start: '2026-11-25T09:00', rrule: 'FREQ=DAILY;COUNT=3' })
      await world.run(ana(), 'calendar.delete', { filter: 'all', date: '2026-11-26' })
      expect(await starts({})).toEqual(['2026-11-25T09:00:00+01:00', '2026-11-27T09:00:00+01:00'])
      await world.undo(ana())
      expect(titles(await list())).toEqual(['Daily', 'Daily', 'Once', 'Daily'])
    })

    test('past events are those that are over, and a series only when it has ended', async () => {
      await make({ title: 'over', start: '2026-11-20T10:00' })
      await make({ title: 'ended', start: '2026-11-01T10:00', rrule: 'FREQ=DAILY;COUNT=3' })
      await make({ title: 'goes on', start: '2026-11-01T10:00', rrule: 'FREQ=DAILY' })
      await make({ title: 'today', start: '2026-11-24' })
      expect(await world.run(ana(), 'calendar.delete', { filter: 'past' })).toMatchObject({ deleted: 2 })
      expect(new Set(titles(await list({ to: '2026-11-24' })))).toEqual(new Set(['goes on', 'today']))
    })

    test('a new start keeps the length, and undo puts both back', async () => {
      const { conflicts: _, ...event } = await make({ title: 'Review', start: '2026-11-26T14:00', end: '2026-11-26T15:30' })
      const moved = await world.run(ana(), 'calendar.update', { id: event.id, start: '2026-11-27T10:00' })
      expect(moved).toMatchObject({ start: '2026-11-27T10:00:00+01:00', end: '2026-11-27T11:30:00+01:00' })
      await world.undo(ana())
      expect(await get(event.id)).toEqual(event)
    })

    test('a time can become a day and back', async () => {
      const { id } = await make({ title: 'Trip', start: '2026-11-26T14:00' })
      expect(await world.run(ana(), 'calendar.update', { id, allDay: true })).toMatchObject({ start: '2026-11-26', end: '2026-11-26' })
      await world.undo(ana())
      expect(await get(id)).toMatchObject({ start: '2026-11-26T14:00:00+01:00', allDay: false })
    })

    test('null clears, and a rule can be added and taken away', async () => {
      const { conflicts: _, ...event } = await make({
        title: 'x',
        start: '2026-11-26T14:00',
        location: 'here',
        notes: 'n',
        people: ['Sam'],
      })
      const changed = await world.run(ana(), 'calendar.update', {
        id: event.id,
        location: null,
        notes: null,
        people: [],
        rrule: 'FREQ=WEEKLY',
      })
      expect([changed.location, changed.notes, changed.people, changed.rrule]).toEqual([undefined, undefined, [], 'FREQ=WEEKLY'])
      expect(await starts({ to: '2026-12-10' })).toHaveLength(3)
      await world.undo(ana())
      expect(await get(event.id)).toEqual(event)
    })

    test('people are added to those who are in it, each once, and undo takes only them away', async () => {
      const { conflicts: _, ...event } = await make({ title: 'Budget', start: '2026-11-26T14:00', people: ['me', 'Dana'] })
      const change = (input: object) => world.run(ana(), 'calendar.update', { id: event.id, ...input })
      const everybody = [...(event.people as string[]), 'Farah', 'Leo']
      expect((await change({ addPeople: ['Farah', 'dana', 'me', 'Leo', 'farah'] })).people).toEqual(everybody)
      expect((await get(event.id)).people).toEqual(everybody)
      await world.undo(ana())
      expect(await get(event.id)).toEqual(event)
      expect(await codeOf(change({ people: ['Leo'], addPeople: ['Farah'] }))).toBe('productivity.adds_or_replaces')
      const many = Array.from({ length: 199 }, (_, at) => `Guest ${at}`)
      expect(await codeOf(change({ addPeople: many }))).toBe('productivity.list_full')
      expect(await get(event.id)).toEqual(event)
      expect((await change({ people: ['Leo'] })).people).toEqual(['Leo'])
    })

    test('somebody who comes to one date of a series comes with those who always do', async () => {
      const { id } = await make({ title: 'Class', start: '2026-11-26T14:00', rrule: 'FREQ=DAILY', people: ['Dana'] })
      const one = await world.run(ana(), 'calendar.update', { id, date: '2026-11-28', addPeople: ['Farah'] })
      expect([one.people, (await get(id)).people]).toEqual([['Dana', 'Farah'], ['Dana']])
    })

    test('free time is what is left of the working day', async () => {
      await make({ title: 'A', start: '2026-11-26T10:00', end: '2026-11-26T11:00' })
      await make({ title: 'B', start: '2026-11-26T10:30', end: '2026-11-26T12:00' })
      await make({ title: 'C', start: '2026-11-25T16:50', end: '2026-11-25T18:00', rrule: 'FREQ=DAILY' })
      const { items: slots } = await world.run(ana(), 'calendar.free-slots', { date: '2026-11-26' })
      expect(slots).toEqual([
        { start: '2026-11-26T09:00:00+01:00', end: '2026-11-26T10:00:00+01:00', minutes: 60 },
        { start: '2026-11-26T12:00:00+01:00', end: '2026-11-26T16:50:00+01:00', minutes: 290 },
      ])
      const afternoon = { date: '2026-11-26', part: 'afternoon', durationMinutes: 290 }
      expect((await world.run(ana(), 'calendar.free-slots', afternoon)).items).toHaveLength(1)
      expect((await world.run(ana(), 'calendar.free-slots', { ...afternoon, durationMinutes: 291 })).items).toEqual([])
      expect((await world.run(ana(), 'calendar.free-slots', { date: '2026-11-26', part: 'evening' })).items).toMatchObject([
        { start: '2026-11-26T18:00:00+01:00', minutes: 180 },
      ])
    })

    test('free time today begins now, and a day that is taken has none', async () => {
      expect((await world.run(ana(), 'calendar.free-slots', { date: '2026-11-24', part: 'morning' })).items).toMatchObject([
        { minutes: 120 },
      ])
      await make({ title: 'Holiday', start: '2026-11-30' })
      expect((await world.run(ana(), 'calendar.free-slots', { date: '2026-11-30' })).items).toEqual([])
    })

    test('free time of a person looks at the events they take part in', async () => {
      await make({ title: 'Sam’s', start: '2026-11-26T09:00', end: '2026-11-26T17:00', people: ['Sam'] })
      const day = { date: '2026-11-26' }
      expect((await world.run(ana(), 'calendar.free-slots', { ...day, person: 'Sam' })).items).toEqual([])
      expect((await world.run(ana(), 'calendar.free-slots', { ...day, person: 'Dana' })).items).toHaveLength(1)
    })

    test('free time is the caller’s own: what others have planned without them takes none of it', async () => {
      const day = { date: '2026-11-26' }
      const free = async (ctx: typeof world.ana, more = {}) => items(await world.run(ctx, 'calendar.free-slots', { ...day, ...more }))
      const busy = { start: '2026-11-26T09:00', end: '2026-11-26T23:00' }
      const { id } = await world.run(world.sam, 'calendar.create', { title: 'Sam’s', start: '2026-11-26T03:00', end: '2026-11-26T11:00' })
      expect([(await free(ana())).length, (await free(world.sam)).length]).toEqual([1, 1])
      expect(await free(ana(), { person: 'Sam' })).toEqual([])
      expect(await free(ana(), { person: 'me' })).toHaveLength(1)
      // Invited, by her id or by the address another calendar knows her by.
      await world.run(world.sam, 'calendar.update', { id, addPeople: ['Ana'] })
      expect(await free(ana())).toEqual([])
      await world.run(world.sam, 'calendar.delete', { id })
      const invited = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:i@x', 'DTSTART:20261126T080000Z', 'DTEND:20261126T160000Z', 'SUMMARY:x']
      const ics = [...invited, `ATTENDEE:mailto:${world.ana.person.email}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')
      await world.run(world.sam, 'calendar.import', { ics })
      expect(await free(ana())).toEqual([])
      await make({ title: 'Mine', ...busy })
      expect(await free(world.sam, { person: 'Ana' })).toEqual([])
    })

    test('conflicts come page by page, each pair once, however many events stand between', async () => {
      for (const title of ['A', 'B', 'C']) await make({ title, start: '2026-11-26T12:15' })
      await make({ title: 'Hourly', start: '2026-11-24T00:00', rrule: 'FREQ=HOURLY' })
      await make({ title: 'Late', start: '2026-12-20T12:15', end: '2026-12-20T12:30' })
      const seen: string[] = []
      let cursor: unknown
      do {
        const page = await world.run(ana(), 'calendar.conflicts', { to: '2026-12-24', limit: 2, ...(cursor ? { cursor } : {}) })
        const pairs = page.items as { first: { title: string }; second: { title: string } }[]
        expect(pairs.length).toBeLessThanOrEqual(2)
        seen.push(...pairs.map(({ first, second }) => `${first.title} ${second.title}`))
        cursor = page.nextCursor
      } while (cursor)
      const hours = ['Hourly A', 'Hourly B', 'Hourly C', 'A Hourly', 'B Hourly', 'C Hourly']
      expect(seen.toSorted()).toEqual([...hours, 'A B', 'A C', 'B C', 'Hourly Late'].toSorted())
      expect(await codeOf(world.run(ana(), 'calendar.conflicts', { cursor: 'x' }))).toBe('storage.bad_cursor')
      const days = (to: string) => world.run(ana(), 'calendar.conflicts', { from: '2027-01-01', to, limit: 1 })
      expect(items(await days('2028-01-01'))).toEqual([])
      expect(await codeOf(days('2028-01-02'))).toBe('productivity.too_many_days')
    })

    test('conflicts are the pairs that overlap', async () => {
      await make({ title: 'Daily', start: '2026-11-25T09:00', rrule: 'FREQ=DAILY' })
      await make({ title: 'Clash', start: '2026-11-26T09:30' })
      await make({ title: 'Alone', start: '2026-11-26T12:00' })
      const found = (await world.run(ana(), 'calendar.conflicts')).items as { first: { title: string }; second: { title: string } }[]
      expect(found.map(({ first, second }) => [first.title, second.title])).toEqual([['Daily', 'Clash']])
    })
  })
