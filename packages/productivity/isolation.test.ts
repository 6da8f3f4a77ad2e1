import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, items, openWorld, type World } from './testing.ts'

const records = [
  { domain: 'tasks', make: { title: 'secret' }, change: { title: 'taken' } },
  { domain: 'calendar', make: { title: 'secret', start: '2026-11-27' }, change: { title: 'taken' } },
  { domain: 'notes', make: { body: 'secret' }, change: { body: 'taken' } },
  { domain: 'contacts', make: { name: 'secret' }, change: { name: 'taken' } },
  { domain: 'reminders', make: { title: 'secret', due: '2026-11-27' }, change: { title: 'taken' } },
]

for (const dialect of dialects)
  describe(`between workspaces on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    afterAll(() => world.close())

    for (const { domain, make, change } of records)
      test(`${domain} of another workspace cannot be seen, changed, deleted or brought back`, async () => {
        const { id, conflicts: _, ...record } = await world.run(world.ana, `${domain}.create`, make)
        const as = (skill: string, input: Record<string, unknown>) => codeOf(world.run(world.otto, `${domain}.${skill}`, input))
        for (const name of [id, 'secret']) {
          expect(await as('get', { id: name })).toBe('kernel.not_found')
          expect(await as('update', { id: name, ...change })).toBe('kernel.not_found')
          expect(await as('delete', { id: name })).toBe('kernel.not_found')
        }
        expect(await as('retract', { id })).toBe('kernel.not_found')
        expect(items(await world.run(world.otto, `${domain}.list`))).toEqual([])
        expect(items(await world.run(world.otto, `${domain}.search`, { query: 'secret' }))).toEqual([])
        expect(await world.run(world.otto, `${domain}.delete`, { filter: 'all' })).toEqual({ deleted: 0, ids: [] })
        expect(await world.run(world.ana, `${domain}.get`, { id })).toEqual({ id, ...record })
        await world.run(world.ana, `${domain}.delete`, { id })
        expect(await world.run(world.otto, `${domain}.restore`, { ids: [id] })).toEqual({ ids: [], restored: 0 })
        expect(await codeOf(world.run(world.ana, `${domain}.get`, { id }))).toBe('kernel.not_found')
      })

    test('completing, snoozing and hanging a task under one of another workspace is refused', async () => {
      const task = await world.run(world.ana, 'tasks.create', { title: 'secret' })
      const reminder = await world.run(world.ana, 'reminders.create', { title: 'secret', due: '2026-11-27' })
      expect(await codeOf(world.run(world.otto, 'tasks.complete', { id: task.id }))).toBe('kernel.not_found')
      expect(await codeOf(world.run(world.otto, 'tasks.reopen', { id: task.id, status: 'open' }))).toBe('kernel.not_found')
      expect(await codeOf(world.run(world.otto, 'tasks.create', { title: 'x', parent: task.id }))).toBe('kernel.not_found')
      expect(await codeOf(world.run(world.otto, 'reminders.snooze', { id: reminder.id }))).toBe('kernel.not_found')
      expect(await codeOf(world.run(world.otto, 'reminders.create', { title: 'x', due: '2026-11-27', task: task.id }))).toBe(
        'kernel.not_found',
      )
    })

    test('an export holds the calendar of one workspace alone', async () => {
      await world.run(world.ana, 'calendar.create', { title: 'secret', start: '2026-11-27' })
      expect(await world.run(world.otto, 'calendar.export')).toMatchObject({ events: 0 })
    })
  })
