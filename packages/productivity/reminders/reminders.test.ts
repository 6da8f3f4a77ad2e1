import { EventBus, eventMigrations } from '@atom/events'
import { identityMigrations, notify } from '@atom/identity'
import { EmbeddedDispatcher, jobMigrations } from '@atom/jobs'
import { dialects, testContext } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createProductivity, productivityMigrations } from '../index.ts'
import { store } from '../store.ts'
import { codeOf, items, openWorld, present, titles, type World } from '../testing.ts'
import { insertReminder } from './insert.ts'
import { getReminder } from './record.ts'

for (const dialect of dialects)
  describe(`reminders on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    beforeEach(async () => {
      world.clock.set(present)
      await world.run(world.ana, 'reminders.delete', { filter: 'all' })
      world.jobs.clear()
    })
    afterAll(() => world.close())
    const ana = () => world.ana
    const make = (input: Record<string, unknown>) => world.run(world.ana, 'reminders.create', input)
    const get = (id: unknown) => world.run(world.ana, 'reminders.get', { id })
    const runAt = (id: unknown) => world.jobs.get(`reminder:${id}`)?.runAt
    const told = async (ctx = world.ana) =>
      items(await world.run(ctx, 'notifications.list', { limit: 1 })).map(({ title, body, kind, link }) => ({ title, body, kind, link }))
    /** Time passes until the reminder’s job is due, and it runs. */
    const fire = async (id: unknown) => {
      world.clock.set(String(runAt(id)))
      await world.fire(`reminder:${id}`)
    }

    test('a reminder is kept with its job, which waits for the moment', async () => {
      const reminder = await make({ title: 'send Dana the Q3 report', due: '2026-11-25T15:00' })
      expect(reminder).toEqual({
        id: expect.any(String),
        title: 'send Dana the Q3 report',
        due: '2026-11-25T15:00:00+01:00',
        status: 'scheduled',
        createdAt: '2026-11-24T10:00:00+01:00',
        updatedAt: '2026-11-24T10:00:00+01:00',
      })
      expect(world.jobs.get(`reminder:${reminder.id}`)).toEqual({
        kind: 'reminder.fire',
        payload: { id: reminder.id },
        runAt: '2026-11-25T14:00:00.000Z',
        key: `reminder:${reminder.id}`,
      })
    })

    test('a day means 09:00 in the zone of who is reminded', async () => {
      expect(runAt((await make({ title: 'x', due: '2026-11-29' })).id)).toBe('2026-11-29T08:00:00.000Z')
      expect(runAt((await make({ title: 'y', due: '2026-11-29', person: 'Sam' })).id)).toBe('2026-11-29T14:00:00.000Z')
    })

    test('of a day whose morning is over the next full hour is meant, unless the day is over too', async () => {
      const today = await make({ title: 'call mum', due: '2026-11-24' })
      expect([today.due, runAt(today.id)]).toEqual(['2026-11-24T11:00:00+01:00', '2026-11-24T10:00:00.000Z'])
      const { id } = await make({ title: 'x', due: '2026-11-29' })
      expect(await world.run(ana(), 'reminders.update', { id, due: '2026-11-24' })).toMatchObject({ due: '2026-11-24T11:00:00+01:00' })
      expect((await make({ title: 'y', due: '2026-11-23' })).due).toBe('2026-11-23')
    })

    test('somebody else takes it over for themselves, or moves it for who made it', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-29' })
      // 09:00 stays Ana's, whoever moves it.
      await world.run(world.sam, 'reminders.update', { id, due: '2026-11-30' })
      expect(runAt(id)).toBe('2026-11-30T08:00:00.000Z')
      expect(await world.run(world.sam, 'reminders.update', { id, person: 'me' })).toMatchObject({ personId: world.sam.person.id })
      expect(runAt(id)).toBe('2026-11-30T14:00:00.000Z')
      const back = await world.run(world.sam, 'reminders.update', { id, person: 'Ana' })
      expect([back.person, runAt(id)]).toEqual([undefined, '2026-11-30T08:00:00.000Z'])
    })

    test('handed to somebody else it is told in their morning, and anew where it was told before', async () => {
      const { id } = await make({ title: 'projector', due: '2026-11-29' })
      await world.run(ana(), 'reminders.update', { id, person: 'Sam' })
      expect(runAt(id)).toBe('2026-11-29T14:00:00.000Z')
      await fire(id)
      expect(await world.run(ana(), 'reminders.update', { id, person: null })).toMatchObject({ status: 'scheduled', due: '2026-11-29' })
      expect(runAt(id)).toBe('2026-11-29T08:00:00.000Z')
    })

    test('when it fires, a notification tells the one who made it', async () => {
      const { id } = await make({ title: 'call mum', due: '2026-11-25T15:00' })
      await fire(id)
      expect(await told()).toEqual([{ title: 'call mum', body: undefined, kind: 'reminder', link: `/reminders?id=${id}` }])
      expect(await get(id)).toMatchObject({ status: 'fired' })
      expect(runAt(id)).toBeUndefined()
      expect(titles(await world.run(ana(), 'reminders.list'))).toEqual([])
      expect(titles(await world.run(ana(), 'reminders.list', { filter: 'past' }))).toEqual(['call mum'])
    })

    test('a member who is to be reminded is told, and the name of somebody else stands in the text', async () => {
      const forSam = await make({ title: 'bring the projector', due: '2026-11-26', person: 'Sam' })
      expect(forSam).toMatchObject({ person: 'Sam Lee', personId: world.sam.person.id })
      await fire(forSam.id)
      expect(await told(world.sam)).toEqual([
        { title: 'bring the projector', body: 'From Ana', kind: 'reminder', link: `/reminders?id=${forSam.id}` },
      ])
      const forGrandma = await make({ title: 'take the pills', due: '2026-11-27', person: 'Grandma' })
      await fire(forGrandma.id)
      expect(await told()).toMatchObject([{ title: 'Grandma: take the pills' }])
    })

    test('a recurring reminder moves on when it fires, at the same hour across a clock change', async () => {
      const { id } = await make({ title: 'stretch', due: '2027-03-27T07:30', rrule: 'FREQ=DAILY' })
      await fire(id)
      expect(await get(id)).toMatchObject({ status: 'scheduled', due: '2027-03-28T07:30:00+02:00' })
      expect(runAt(id)).toBe('2027-03-28T05:30:00.000Z')
    })

    test('after a long sleep a recurring reminder fires once and goes on from now', async () => {
      const { id } = await make({ title: 'daily', due: '2026-11-25T08:00', rrule: 'FREQ=DAILY' })
      world.clock.set('2026-12-01T10:00:00.000Z')
      await world.fire(`reminder:${id}`)
      expect(await get(id)).toMatchObject({ due: '2026-12-02T08:00:00+01:00' })
    })

    test('a reminder for days that fires late goes on with a morning that is still to come', async () => {
      const { id } = await make({ title: 'daily', due: '2026-11-25', rrule: 'FREQ=DAILY' })
      world.clock.set('2026-12-01T10:00:00.000Z')
      await world.fire(`reminder:${id}`)
      expect(await get(id)).toMatchObject({ due: '2026-12-02' })
      expect(runAt(id)).toBe('2026-12-02T08:00:00.000Z')
    })

    test.each([
      ['today, the next full hour', { due: '2026-11-24', rrule: 'FREQ=HOURLY;INTERVAL=2' }, '2026-11-24T11:00:00+01:00', '13:00'],
      ['on a later day, 09:00', { due: '2026-11-26', rrule: 'FREQ=HOURLY;INTERVAL=2' }, '2026-11-26T09:00:00+01:00', '11:00'],
      ['the first hour that is named', { due: '2026-11-24', rrule: 'FREQ=DAILY;BYHOUR=14,18' }, '2026-11-24T14:00:00+01:00', '18:00'],
    ])('a day whose rule repeats within it gets a time: %s', async (_, given, due, then) => {
      const made = await make({ title: 'drink water', ...given })
      expect(made.due).toBe(due)
      await fire(made.id)
      expect(await get(made.id)).toMatchObject({ due: `${due.slice(0, 11)}${then}:00+01:00` })
      expect(String(runAt(made.id)) > world.clock.now().toISOString()).toBe(true)
    })

    test('a reminder that is made hourly gets a time too', async () => {
      const { id } = await make({ title: 'drink water', due: '2026-11-24' })
      const changed = await world.run(ana(), 'reminders.update', { id, rrule: 'FREQ=HOURLY' })
      expect(changed).toMatchObject({ due: '2026-11-24T11:00:00+01:00' })
    })

    test('what an older version kept, an hourly series of days, fires once a day', async () => {
      const { id } = await make({ title: 'drink water', due: '2026-11-24', rrule: 'FREQ=DAILY' })
      await world.storage.unitOfWork.writing(ana(), tx =>
        store.update(tx, 'reminder').set({ rrule: 'FREQ=HOURLY' }).where('id', '=', String(id)).execute(),
      )
      world.clock.set('2026-11-24T09:30:00.000Z')
      await world.fire(`reminder:${id}`)
      expect(await get(id)).toMatchObject({ status: 'scheduled', due: '2026-11-25' })
      expect(runAt(id)).toBe('2026-11-25T08:00:00.000Z')
    })

    test('a job that runs twice tells once', async () => {
      const { id } = await make({ title: 'only once', due: '2026-11-25T15:00' })
      const job = world.jobs.get(`reminder:${id}`)
      await fire(id)
      const before = items(await world.run(ana(), 'notifications.list', { limit: 200 })).length
      if (job) world.jobs.set(`reminder:${id}`, job)
      await world.fire(`reminder:${id}`)
      expect(items(await world.run(ana(), 'notifications.list', { limit: 200 }))).toHaveLength(before)
    })

    test('a job that comes too early waits again', async () => {
      const { id } = await make({ title: 'later', due: '2026-11-25T15:00' })
      await world.fire(`reminder:${id}`)
      expect(await get(id)).toMatchObject({ status: 'scheduled' })
      expect(runAt(id)).toBe('2026-11-25T14:00:00.000Z')
    })

    test('moving a reminder moves its job, and undo moves both back', async () => {
      const before = await make({ title: 'x', due: '2026-11-25T15:00', person: 'Sam' })
      await world.run(ana(), 'reminders.update', { id: before.id, due: '2026-11-26T16:00', title: 'y', person: null, rrule: 'FREQ=DAILY' })
      expect(await get(before.id)).toMatchObject({ title: 'y', due: '2026-11-26T16:00:00+01:00', rrule: 'FREQ=DAILY' })
      expect(runAt(before.id)).toBe('2026-11-26T15:00:00.000Z')
      await world.undo(ana())
      expect(await get(before.id)).toEqual(before)
      expect(runAt(before.id)).toBe('2026-11-25T14:00:00.000Z')
    })

    test('a reminder that has fired is scheduled again by a new date', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-25T15:00' })
      await fire(id)
      expect(await world.run(ana(), 'reminders.update', { id, due: '2026-11-30T09:00' })).toMatchObject({ status: 'scheduled' })
      expect(runAt(id)).toBe('2026-11-30T08:00:00.000Z')
    })

    test('a dismissed reminder does not fire, and undo schedules it again', async () => {
      const before = await make({ title: 'x', due: '2026-11-25T15:00' })
      expect(await world.run(ana(), 'reminders.complete', { id: before.id })).toMatchObject({ status: 'done' })
      expect(runAt(before.id)).toBeUndefined()
      await world.undo(ana())
      expect(await get(before.id)).toEqual(before)
      expect(runAt(before.id)).toBe('2026-11-25T14:00:00.000Z')
    })

    test('dismissing a recurring reminder leaves out its next date alone', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-25T15:00', rrule: 'FREQ=DAILY' })
      expect(await world.run(ana(), 'reminders.complete', { id })).toMatchObject({ status: 'scheduled', due: '2026-11-26T15:00:00+01:00' })
    })

    test('snoozing fires it later without moving its date', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-25T15:00' })
      await fire(id)
      const snoozed = await world.run(ana(), 'reminders.snooze', { id })
      expect(snoozed).toMatchObject({ status: 'scheduled', due: '2026-11-25T15:00:00+01:00', snoozedUntil: '2026-11-25T15:10:00+01:00' })
      expect(runAt(id)).toBe('2026-11-25T14:10:00.000Z')
      await world.run(ana(), 'reminders.snooze', { id, until: '2026-11-26' })
      expect(runAt(id)).toBe('2026-11-26T08:00:00.000Z')
      expect(await codeOf(world.run(ana(), 'reminders.snooze', { id, until: '2026-11-20' }))).toBe('productivity.in_the_past')
    })

    test('what has not fired yet is put off from when it would, however often', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-25T15:00' })
      await world.run(ana(), 'reminders.snooze', { id, durationMinutes: 20 })
      expect(runAt(id)).toBe('2026-11-25T14:20:00.000Z')
      await world.run(ana(), 'reminders.snooze', { id })
      expect(runAt(id)).toBe('2026-11-25T14:30:00.000Z')
    })

    test('a snoozed recurring reminder does not skip its next date', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-25T15:00', rrule: 'FREQ=DAILY' })
      await fire(id)
      await world.run(ana(), 'reminders.snooze', { id, durationMinutes: 30 })
      await fire(id)
      expect(await get(id)).toMatchObject({ due: '2026-11-26T15:00:00+01:00' })
      expect(runAt(id)).toBe('2026-11-26T14:00:00.000Z')
    })

    test('a deleted reminder has no job, and undo brings both back', async () => {
      const before = await make({ title: 'x', due: '2026-11-25T15:00' })
      await world.run(ana(), 'reminders.delete', { id: before.id })
      expect(runAt(before.id)).toBeUndefined()
      await world.undo(ana())
      expect(await get(before.id)).toEqual(before)
      expect(runAt(before.id)).toBe('2026-11-25T14:00:00.000Z')
    })

    test('taking back a creation takes its job away', async () => {
      const { id } = await make({ title: 'x', due: '2026-11-25T15:00' })
      await world.undo(ana())
      expect(runAt(id)).toBeUndefined()
      expect(await codeOf(get(id))).toBe('kernel.not_found')
    })

    test('one date of a recurring reminder can be left out and brought back', async () => {
      const before = await make({ title: 'x', due: '2026-11-25T15:00', rrule: 'FREQ=DAILY' })
      await world.run(ana(), 'reminders.delete', { id: before.id, date: '2026-11-25' })
      expect(runAt(before.id)).toBe('2026-11-26T14:00:00.000Z')
      await world.undo(ana())
      expect(await get(before.id)).toEqual(before)
      expect(runAt(before.id)).toBe('2026-11-25T14:00:00.000Z')
    })

    test('lists go by the day and the person', async () => {
      await make({ title: 'mine', due: '2026-11-25' })
      await make({ title: 'for Sam', due: '2026-11-26', person: 'Sam' })
      await make({ title: 'late', due: '2026-11-26T23:59' })
      expect(titles(await world.run(ana(), 'reminders.list'))).toEqual(['mine', 'for Sam', 'late'])
      expect(titles(await world.run(ana(), 'reminders.list', { person: 'me' }))).toEqual(['mine', 'late'])
      expect(titles(await world.run(ana(), 'reminders.list', { person: 'Sam' }))).toEqual(['for Sam'])
      expect(titles(await world.run(ana(), 'reminders.list', { from: '2026-11-26', to: '2026-11-26' }))).toEqual(['for Sam', 'late'])
      expect(titles(await world.run(ana(), 'reminders.search', { query: 'SAM' }))).toEqual(['for Sam'])
    })

    test('through the real queue a reminder reaches its person at its time', async () => {
      const storage = await dialect.open([identityMigrations, eventMigrations, jobMigrations, productivityMigrations])
      const events = new EventBus()
      const clock = { now: () => new Date() }
      const base = testContext(storage, { clock, events })
      const { unitOfWork } = storage
      const dispatcher: EmbeddedDispatcher = new EmbeddedDispatcher({
        unitOfWork,
        clock,
        log: base.log,
        contextFor: workspaceId => ({ ...base, workspaceId: workspaceId || base.workspaceId, jobs: dispatcher }),
      })
      dispatcher.handle(...createProductivity({ notify, unitOfWork, mayWrite: async () => true }).jobs)
      const ctx = { ...base, jobs: dispatcher }
      const heard = new Promise(resolve =>
        events.listen(ctx.workspaceId, event => event.name === 'reminder.fired' && resolve(event.data.id)),
      )
      dispatcher.start()
      const due = new Date(Date.now() + 300).toISOString()
      const { id } = await unitOfWork.writing(ctx, tx => insertReminder(tx, { title: 'soon', due }))
      expect(await heard).toBe(id)
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(due))
      expect((await getReminder(unitOfWork.reading(ctx), id)).status).toBe('fired')
      await dispatcher.stop(1000)
      await storage.close()
    })
  })
