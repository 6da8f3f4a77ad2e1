import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, items, openWorld, present, type World } from '../testing.ts'

for (const dialect of dialects)
  describe(`occurrences of a series on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    beforeEach(async () => {
      world.clock.set(present)
      for (const ctx of [world.ana, world.otto]) await world.run(ctx, 'calendar.delete', { filter: 'all' })
    })
    afterAll(() => world.close())
    const make = (input: Record<string, unknown>) => world.run(world.ana, 'calendar.create', input)
    const change = (input: Record<string, unknown>, ctx = world.ana) => world.run(ctx, 'calendar.update', input)
    const remove = (input: Record<string, unknown>) => world.run(world.ana, 'calendar.delete', input)
    const list = async (input: Record<string, unknown> = {}, ctx = world.ana) => items(await world.run(ctx, 'calendar.list', input))
    const told = async (input: Record<string, unknown> = {}) => (await list(input)).map(({ title, start }) => `${title} ${start}`)
    const december = { from: '2026-11-30', to: '2026-12-21' }
    const standup = () => make({ title: 'Standup', start: '2026-11-30T09:30', rrule: 'FREQ=WEEKLY;BYDAY=MO', people: ['Dana'] })
    const [first, second, third, fourth] = [30, 7, 14, 21].map(
      day => `Standup 2026-${day === 30 ? '11' : '12'}-${String(day).padStart(2, '0')}T09:30:00+01:00`,
    ) as [string, string, string, string]

    describe('one alone', () => {
      test('is changed in time, title and place, and the others stay', async () => {
        const { id } = await standup()
        const one = await change({ id, date: '2026-12-07', start: '2026-12-08T11:00', title: 'Long standup', location: 'Room 4' })
        expect(one).toMatchObject({
          title: 'Long standup',
          start: '2026-12-08T11:00:00+01:00',
          end: '2026-12-08T12:00:00+01:00',
          location: 'Room 4',
          people: ['Dana'],
          seriesId: id,
          seriesDate: '2026-12-07T09:30:00+01:00',
        })
        expect(one.rrule).toBeUndefined()
        expect(one.id).not.toBe(id)
        expect(await told(december)).toEqual([first, 'Long standup 2026-12-08T11:00:00+01:00', third, fourth])
      })

      test('is put back by undo, and once more after a second change', async () => {
        const { id } = await standup()
        const before = await list(december)
        await change({ id, date: '2026-12-07', title: 'Long standup' })
        await world.undo(world.ana)
        expect((await list(december)).map(({ updatedAt: _, ...event }) => event)).toEqual(before.map(({ updatedAt: _, ...event }) => event))
        const one = await change({ id, date: '2026-12-07', title: 'Once' })
        expect(await change({ id, date: '2026-12-07', title: 'Twice' })).toMatchObject({ id: one.id })
        await world.undo(world.ana)
        expect(await told(december)).toEqual([first, second.replace('Standup', 'Once'), third, fourth])
      })

      test('is deleted, by its own id or by the date it stood at or stands at, and comes back as it was', async () => {
        const { id } = await standup()
        const one = await change({ id, date: '2026-12-07', start: '2026-12-08T11:00' })
        const moved = await told(december)
        for (const input of [{ id: one.id }, { id, date: '2026-12-07' }, { id, date: '2026-12-08' }]) {
          await remove(input)
          expect(await told(december)).toEqual([first, third, fourth])
          await world.undo(world.ana)
          expect(await told(december)).toEqual(moved)
        }
      })

      test('goes with its series, and comes back with it', async () => {
        const { id } = await standup()
        await change({ id, date: '2026-12-07', title: 'Alone' })
        const before = await told(december)
        await remove({ id })
        expect(await list(december)).toEqual([])
        await world.undo(world.ana)
        expect(await told(december)).toEqual(before)
      })

      test('keeps standing for its date when the series moves', async () => {
        const { id } = await standup()
        await change({ id, date: '2026-12-07', start: '2026-12-08T11:00', title: 'Alone' })
        await change({ id, start: '2026-11-30T08:00' })
        const alone = (await list(december)).find(({ title }) => title === 'Alone')
        expect(alone).toMatchObject({ start: '2026-12-08T11:00:00+01:00', seriesDate: '2026-12-07T08:00:00+01:00' })
        expect((await list(december)).map(({ start }) => start)).toEqual([
          '2026-11-30T08:00:00+01:00',
          '2026-12-08T11:00:00+01:00',
          '2026-12-14T08:00:00+01:00',
          '2026-12-21T08:00:00+01:00',
        ])
      })

      test('stands in the way where it is, and no more where it was', async () => {
        const { id } = await standup()
        await change({ id, date: '2026-12-07', start: '2026-12-08T11:00' })
        expect((await make({ title: 'There', start: '2026-12-08T11:30' })).conflicts).toMatchObject([{ title: 'Standup' }])
        expect((await make({ title: 'Gone', start: '2026-12-07T09:30' })).conflicts).toEqual([])
        await remove({ id, date: '2026-12-08' })
        const free = await world.run(world.ana, 'calendar.free-slots', { date: '2026-12-08' })
        expect(items(free).map(({ minutes }) => minutes)).toEqual([150, 270])
      })

      test('is named by the day of whoever asks, or by its moment', async () => {
        const { id } = await make({ title: 'Late', start: '2026-11-25T02:00', rrule: 'FREQ=DAILY;COUNT=3' })
        // In New York it is still the day before.
        await change({ id, date: '2026-11-24', title: 'First' }, world.sam)
        await change({ id, date: '2026-11-27T01:00:00Z', title: 'Third' })
        expect(await told()).toEqual([
          'First 2026-11-25T02:00:00+01:00',
          'Late 2026-11-26T02:00:00+01:00',
          'Third 2026-11-27T02:00:00+01:00',
        ])
      })

      test('of many in a day is the one at that time, also when it is deleted and comes back', async () => {
        const { id } = await make({ title: 'Pill', start: '2026-11-25T08:00', end: '2026-11-25T08:10', rrule: 'FREQ=HOURLY;COUNT=4' })
        const before = await told()
        await remove({ id, date: '2026-11-25T09:00' })
        await remove({ id, date: '2026-11-25T10:00' })
        await world.undo(world.ana)
        expect((await told()).map(text => text.slice(16, 21))).toEqual(['08:00', '10:00', '11:00'])
        await world.undo(world.ana)
        expect(await told()).toEqual(before)
      })

      test('keeps its hour on the clock, the summer time having begun or not', async () => {
        const { id } = await make({ title: 'Run', start: '2027-03-21T09:00', rrule: 'FREQ=WEEKLY' })
        const one = await change({ id, date: '2027-03-28', title: 'Long run' })
        expect(one).toMatchObject({ start: '2027-03-28T09:00:00+02:00', seriesDate: '2027-03-28T09:00:00+02:00' })
        await change({ id, start: '2027-03-21T10:00' })
        expect(await told({ from: '2027-03-21', to: '2027-04-04' })).toEqual([
          'Run 2027-03-21T10:00:00+01:00',
          'Long run 2027-03-28T09:00:00+02:00',
          'Run 2027-04-04T10:00:00+02:00',
        ])
      })

      test('is refused where there is none, where it would repeat, and of what does not repeat', async () => {
        const { id } = await standup()
        expect(await codeOf(change({ id, date: '2026-12-08', title: 'x' }))).toBe('productivity.no_occurrence')
        expect(await codeOf(change({ id, date: '2026-12-07', rrule: 'FREQ=DAILY' }))).toBe('productivity.one_has_no_rule')
        expect(await codeOf(change({ id, following: true, title: 'x' }))).toBe('productivity.following_needs_date')
        expect(await codeOf(change({ id, date: '2026-12-07' }))).toBe('productivity.no_change')
        await remove({ id, date: '2026-12-07' })
        expect(await codeOf(change({ id, date: '2026-12-07', title: 'x' }))).toBe('productivity.no_occurrence')
        const single = await make({ title: 'Once', start: '2026-12-07T10:00' })
        expect(await codeOf(change({ id: single.id, date: '2026-12-08', title: 'x' }))).toBe('productivity.not_recurring')
        expect(await change({ id: single.id, date: '2026-12-07', title: 'Only' })).toMatchObject({ id: single.id, title: 'Only' })
        expect(await codeOf(remove({ filter: 'all', date: '2026-12-07', following: true }))).toBe('productivity.following_needs_date')
      })

      test('is not taken for its series by somebody who names it', async () => {
        const { id } = await standup()
        await change({ id, date: '2026-12-07', location: 'Room 4' })
        expect(await world.run(world.ana, 'calendar.get', { id: 'standup' })).toMatchObject({ id })
      })
    })

    describe('one and all that follow', () => {
      test('become a series of their own, and one again by undo', async () => {
        const { id } = await standup()
        await remove({ id, date: '2026-12-21' })
        await change({ id, date: '2026-12-14', title: 'Alone' })
        const before = await told(december)
        const later = await change({ id, date: '2026-12-07', following: true, start: '2026-12-08T10:00' })
        expect(later).toMatchObject({ title: 'Standup', start: '2026-12-08T10:00:00+01:00', rrule: 'FREQ=WEEKLY;BYDAY=TU' })
        expect(later.id).not.toBe(id)
        expect(await told({ from: '2026-11-30', to: '2026-12-29' })).toEqual([
          first,
          'Standup 2026-12-08T10:00:00+01:00',
          'Alone 2026-12-14T09:30:00+01:00',
          'Standup 2026-12-29T10:00:00+01:00',
        ])
        expect((await list(december)).find(({ title }) => title === 'Alone')).toMatchObject({
          seriesId: later.id,
          seriesDate: '2026-12-15T10:00:00+01:00',
        })
        await world.undo(world.ana)
        expect(await told(december)).toEqual(before)
        expect((await list(december)).find(({ title }) => title === 'Alone')).toMatchObject({
          seriesId: id,
          seriesDate: '2026-12-14T09:30:00+01:00',
        })
        expect(await world.run(world.ana, 'calendar.get', { id })).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=MO' })
      })

      test('share out the dates of a count, and keep an end', async () => {
        const counted = await make({ title: 'Course', start: '2026-12-01', rrule: 'FREQ=DAILY;COUNT=5' })
        expect(await change({ id: counted.id, date: '2026-12-03', following: true, title: 'Late' })).toMatchObject({
          rrule: 'FREQ=DAILY;COUNT=3',
        })
        expect(await told(december)).toEqual([
          'Course 2026-12-01',
          'Course 2026-12-02',
          'Late 2026-12-03',
          'Late 2026-12-04',
          'Late 2026-12-05',
        ])
        const ending = await make({ title: 'Fair', start: '2027-01-01T10:00', rrule: 'FREQ=DAILY;UNTIL=20270103T235959Z' })
        await change({ id: ending.id, date: '2027-01-02', following: true, title: 'Late' })
        expect(await told({ from: '2027-01-01', to: '2027-01-09' })).toEqual([
          'Fair 2027-01-01T10:00:00+01:00',
          'Late 2027-01-02T10:00:00+01:00',
          'Late 2027-01-03T10:00:00+01:00',
        ])
      })

      test('are the whole series from its first date on', async () => {
        const { id } = await standup()
        expect(await change({ id, date: '2026-11-30', following: true, title: 'Sync' })).toMatchObject({ id })
        expect((await told(december))[0]).toBe('Sync 2026-11-30T09:30:00+01:00')
        await remove({ id, date: '2026-11-30', following: true })
        expect(await list(december)).toEqual([])
      })

      test('are deleted with what was changed alone, and come back', async () => {
        const { id } = await standup()
        await change({ id, date: '2026-12-14', title: 'Alone' })
        const before = await told(december)
        expect(await remove({ id, date: '2026-12-07', following: true })).toMatchObject({ title: 'Standup', following: true })
        expect(await told(december)).toEqual([first])
        await world.undo(world.ana)
        expect(await told(december)).toEqual(before)
      })

      test('end in the night the clocks change as on any other', async () => {
        const { id } = await make({ title: 'Run', start: '2027-03-21T02:30', rrule: 'FREQ=WEEKLY' })
        await change({ id, date: '2027-03-28', following: true, title: 'Later' })
        expect(await told({ from: '2027-03-21', to: '2027-04-04' })).toEqual([
          'Run 2027-03-21T02:30:00+01:00',
          'Later 2027-03-28T03:30:00+02:00',
          'Later 2027-04-04T03:30:00+02:00',
        ])
      })
    })

    test('a series moved to another day repeats on that day, and is back on its own by undo', async () => {
      const { id } = await standup()
      expect(await change({ id, start: '2026-12-01T09:30' })).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=TU' })
      await world.undo(world.ana)
      expect(await told(december)).toEqual([first, second, third, fourth])
    })

    describe('in an iCalendar', () => {
      const exported = async () => String((await world.run(world.ana, 'calendar.export')).ics)

      test('a changed date is written as an exception of its series, and read as one elsewhere', async () => {
        const { id } = await make({ title: 'Run', start: '2027-03-21T09:00', rrule: 'FREQ=WEEKLY;COUNT=4' })
        await change({ id, date: '2027-03-28', title: 'Long run', start: '2027-03-28T11:00' })
        await remove({ id, date: '2027-04-04' })
        const ics = await exported()
        expect(ics.match(/UID:.*/g)).toEqual([`UID:${id}@atom`, `UID:${id}@atom`])
        expect(ics).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20270328T090000')
        expect(ics.match(/EXDATE.*/g)).toEqual(['EXDATE;TZID=Europe/Berlin:20270404T090000'])
        const range = { from: '2027-03-01', to: '2027-04-30' }
        const before = await told(range)
        expect(before).toHaveLength(3)
        expect(await world.run(world.otto, 'calendar.import', { ics })).toMatchObject({ created: 2, updated: 0, skipped: 0 })
        const [series] = await list(range, world.otto)
        const there = (await list(range, world.otto)).find(({ title }) => title === 'Long run')
        expect(there).toMatchObject({ seriesId: series?.id, start: '2027-03-28T18:00:00+09:00', seriesDate: '2027-03-28T16:00:00+09:00' })
        // What was exported here is known here again.
        expect(await world.run(world.ana, 'calendar.import', { ics })).toMatchObject({ created: 0, updated: 2, skipped: 0 })
        expect(await told(range)).toEqual(before)
      })

      test('an exception that comes alone, or is called off, finds its series', async () => {
        const lines = (...all: string[]) =>
          ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...all, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')
        const bring = (...all: string[]) => world.run(world.ana, 'calendar.import', { ics: lines(...all) })
        await bring('UID:s@x', 'DTSTART:20261201T090000Z', 'RRULE:FREQ=DAILY;COUNT=3', 'SUMMARY:Daily')
        const alone = ['UID:s@x', 'RECURRENCE-ID:20261202T090000Z', 'DTSTART:20261202T120000Z', 'SUMMARY:Noon']
        expect(await bring(...alone)).toMatchObject({ created: 1 })
        const changed = ['Daily 2026-12-01T10:00:00+01:00', 'Noon 2026-12-02T13:00:00+01:00', 'Daily 2026-12-03T10:00:00+01:00']
        expect(await told(december)).toEqual(changed)
        // A text that knows nothing of the change does not double the date.
        await bring('UID:s@x', 'DTSTART:20261201T090000Z', 'RRULE:FREQ=DAILY;COUNT=3', 'SUMMARY:Daily')
        expect(await told(december)).toEqual(changed)
        await bring(...alone, 'STATUS:CANCELLED')
        expect(await told(december)).toEqual([changed[0], changed[2]])
      })
    })
  })
