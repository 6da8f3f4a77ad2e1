import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, items, openWorld, present, type World } from '../testing.ts'

const calendar = (count: number, ...more: string[]) =>
  [
    'BEGIN:VCALENDAR',
    ...Array.from({ length: count }, (_, n) => `BEGIN:VEVENT\nUID:${n}@x\nDTSTART:20270101T120000Z\nSUMMARY:Event ${n}\nEND:VEVENT`),
    ...more.map(event => `BEGIN:VEVENT\n${event}\nEND:VEVENT`),
    'END:VCALENDAR',
  ].join('\n')

for (const dialect of dialects)
  describe(`the import of a calendar file on ${dialect.name}`, () => {
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
    const start = async (ics: string) => String((await world.run(world.ana, 'calendar.start-import', { ics, name: 'work.ics' })).id)
    const status = (id: string, ctx = world.ana) => world.run(ctx, 'calendar.import-status', { id })
    const cancel = (id: string, ctx = world.ana) => world.run(ctx, 'calendar.cancel-import', { id })
    const key = (id: string) => `calendar-import:${id}`
    const count = async () => {
      let [all, cursor]: [number, unknown] = [0, undefined]
      do {
        const page = await world.run(world.ana, 'calendar.list', {
          from: '2027-01-01',
          to: '2027-01-01',
          limit: 200,
          ...(cursor ? { cursor } : {}),
        })
        all += items(page).length
        cursor = page.nextCursor
      } while (cursor)
      return all
    }

    test('goes on behind the request, and tells what came and what did not', async () => {
      const id = await start(calendar(250, 'SUMMARY:No start', 'UID:b@x\nDTSTART:20270101T120000Z\nSUMMARY:Off\nSTATUS:CANCELLED'))
      expect(await status(id)).toMatchObject({ name: 'work.ics', status: 'queued', done: 0, created: 0 })
      await world.fire(key(id))
      expect(await status(id)).toMatchObject({
        status: 'done',
        done: 252,
        total: 252,
        created: 250,
        updated: 0,
        skipped: 2,
        left: [
          { title: 'No start', reason: 'It has no start.' },
          { title: 'Off', reason: 'It was called off.' },
        ],
      })
      expect(await count()).toBe(250)
      expect(items(await world.run(world.ana, 'calendar.imports'))[0]).toMatchObject({ id, status: 'done' })
    })

    test('that was cut off goes on where it was, and counts nothing twice', async () => {
      const id = await start(calendar(350))
      const job = world.jobs.get(key(id))
      // The fifth event of the third hundred is the last anybody heard of.
      const before = world.events.length
      await expect(world.fire(key(id), { failAt: before + 205 })).rejects.toThrow('cut off')
      expect(await status(id)).toMatchObject({ status: 'running', done: 200, created: 200 })
      expect(await count()).toBe(200)
      if (job) world.jobs.set(key(id), job)
      await world.fire(key(id))
      expect(await status(id)).toMatchObject({ status: 'done', done: 350, total: 350, created: 350, updated: 0 })
      expect(await count()).toBe(350)
    })

    test('is cancelled before it begins or on its way, keeps what it brought, and ends once', async () => {
      const early = await start(calendar(50))
      const job = world.jobs.get(key(early))
      expect(await cancel(early)).toMatchObject({ status: 'cancelled', done: 0 })
      expect(world.jobs.has(key(early))).toBe(false)
      if (job) world.jobs.set(key(early), job)
      await world.fire(key(early))
      expect(await count()).toBe(0)
      expect(await codeOf(cancel(early))).toBe('productivity.import_ended')
      const late = await start(calendar(350))
      let parts = 0
      await world.fire(key(late), { beforePart: async () => void (++parts === 2 && (await cancel(late))) })
      expect(await status(late)).toMatchObject({ status: 'cancelled', done: 100, total: 350, created: 100 })
      expect(await count()).toBe(100)
    })

    test('is taken back as a whole by one undo, also while it is under way', async () => {
      const done = await start(calendar(250))
      await world.fire(key(done))
      expect(await count()).toBe(250)
      expect(await world.undo(world.ana)).toMatchObject({ id: done, removed: 250, kept: 0 })
      expect(await count()).toBe(0)
      const late = await start(calendar(350))
      let parts = 0
      await world.fire(key(late), { beforePart: async () => void (++parts === 2 && (await world.undo(world.ana))) })
      expect(await status(late)).toMatchObject({ status: 'cancelled', done: 100 })
      expect(await count()).toBe(0)
    })

    test('ends when who began it may not write any more, with what it brought so far', async () => {
      const membership = (role: string) =>
        world.run(world.ana, 'members.update', { id: world.sam.person.id, role }).then(() => {
          world.events.length = 0
        })
      const { id } = (await world.run(world.sam, 'calendar.start-import', { ics: calendar(350) })) as { id: string }
      const job = world.jobs.get(key(id))
      await expect(world.fire(key(id), { failAt: 105 })).rejects.toThrow('cut off')
      await membership('viewer')
      if (job) world.jobs.set(key(id), job)
      await world.fire(key(id))
      expect(await status(id)).toMatchObject({
        status: 'failed',
        done: 100,
        error: expect.stringMatching(/^Who began this import may not write/),
      })
      expect(await count()).toBe(100)
      await membership('member')
    })

    test('of what is no calendar fails in a sentence, and nobody else sees it', async () => {
      const id = await start('hello')
      await world.fire(key(id))
      expect(await status(id)).toMatchObject({ status: 'failed', error: expect.stringMatching(/^That is not an iCalendar text/) })
      expect(await codeOf(status(id, world.otto))).toBe('kernel.not_found')
      expect(await codeOf(cancel(id, world.otto))).toBe('kernel.not_found')
    })
  })
