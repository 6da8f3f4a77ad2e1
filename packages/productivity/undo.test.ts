import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, openWorld, type World } from './testing.ts'

for (const dialect of dialects)
  describe(`undo and the work of others on ${dialect.name}`, () => {
    let world: World
    const ana = (skill: string, input = {}) => world.run(world.ana, skill, input)
    const sam = (skill: string, input = {}) => world.run(world.sam, skill, input)
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    afterAll(() => world?.close())

    /** What Ana makes, what she changes of it, and what Sam changes after that: of the same field and of another, which is his alone. */
    const kinds = [
      ['tasks', { title: 'A' }, { title: 'B' }, { title: 'C' }, { notes: 'his' }],
      ['calendar', { title: 'A', start: '2026-12-01' }, { title: 'B' }, { title: 'C' }, { location: 'his' }],
      ['notes', { body: 'A' }, { body: 'B' }, { body: 'C' }, { title: 'his' }],
      ['contacts', { name: 'A' }, { name: 'B' }, { name: 'C' }, { notes: 'his' }],
      ['reminders', { title: 'A', due: '2026-12-01' }, { title: 'B' }, { title: 'C' }, { person: 'his' }],
      ['projects', { name: 'A' }, { name: 'B' }, { name: 'C' }, { notes: 'his' }],
    ] as const

    for (const [domain, made, mine, same, other] of kinds) {
      const [field] = Object.keys(mine) as [string]
      const read = (id: unknown) => ana(`${domain}.get`, { id })

      test(`${domain}: what somebody changed after it is not overwritten, and said so`, async () => {
        const { id } = await ana(`${domain}.create`, made)
        await ana(`${domain}.update`, { id, ...mine })
        await sam(`${domain}.update`, { id, ...same })
        const refused = { code: 'identity.changed_since', status: 409, details: { fields: [field] } }
        await expect(world.undoForGood(world.ana)).rejects.toMatchObject(refused)
        expect(await read(id)).toMatchObject(same)
        // Once his is taken back, all is as she left it, step by step.
        await world.undoForGood(world.sam)
        expect(await read(id)).toMatchObject(mine)
        await world.undoForGood(world.ana)
        expect(await read(id)).toMatchObject({ [field]: 'A' })
        await world.undoForGood(world.ana)
        expect(await codeOf(read(id))).toBe('kernel.not_found')
      })

      test(`${domain}: what somebody changed besides stays, and the rest is undone`, async () => {
        const { id } = await ana(`${domain}.create`, { ...made, [field]: 'A2' })
        await ana(`${domain}.update`, { id, ...mine })
        await sam(`${domain}.update`, { id, ...other })
        await world.undoForGood(world.ana)
        expect(await read(id)).toMatchObject({ ...other, [field]: 'A2' })
      })

      test(`${domain}: what somebody worked on is not taken away by who made it`, async () => {
        const { id } = await ana(`${domain}.create`, { ...made, [field]: 'A3' })
        await sam(`${domain}.update`, { id, ...other })
        expect(await codeOf(world.undoForGood(world.ana))).toBe('identity.changed_since')
        expect(await read(id)).toMatchObject(other)
      })
    }

    test('a completion is not taken back over another one’s decision', async () => {
      const { id } = await ana('tasks.create', { title: 'Decide' })
      await ana('tasks.complete', { id })
      await sam('tasks.update', { id, status: 'cancelled' })
      expect(await codeOf(world.undoForGood(world.ana))).toBe('identity.changed_since')
      expect(await ana('tasks.get', { id })).toMatchObject({ status: 'cancelled' })
      await world.undoForGood(world.sam)
      await world.undoForGood(world.ana)
      expect(await ana('tasks.get', { id })).toMatchObject({ status: 'open' })
    })

    test('a project that is called otherwise by then, and a person in another zone, are no change of a task', async () => {
      const task = await ana('tasks.create', { title: 'Moved', due: '2026-12-01T10:00' })
      await ana('projects.create', { name: 'House' })
      await ana('tasks.update', { id: task.id, project: 'House', due: '2026-12-02T10:00' })
      await sam('projects.update', { id: 'House', name: 'Home' })
      await world.undoForGood({ ...world.ana, person: { ...world.ana.person, timeZone: 'Asia/Tokyo' } })
      const now = await ana('tasks.get', { id: task.id })
      expect([now.project, now.due]).toEqual([undefined, task.due])
    })

    test('rules, roles and the workspace’s name that somebody set after it stay', async () => {
      const owner = world.as(world.sam, { role: 'owner' })
      await ana('policies.set', { rules: [{ skill: 'notes.*', decision: 'ask' }] })
      await ana('policies.get')
      await world.undoForGood(world.ana)
      expect(await ana('policies.get')).toEqual({ rules: [] })
      await ana('policies.set', { rules: [{ skill: 'notes.*', decision: 'ask' }] })
      await world.run(owner, 'policies.set', { rules: [] })
      expect(await codeOf(world.undoForGood(world.ana))).toBe('identity.changed_since')
      await ana('workspace.update', { name: 'One' })
      await world.run(owner, 'workspace.update', { name: 'Two' })
      expect(await codeOf(world.undoForGood(world.ana))).toBe('identity.changed_since')
      await ana('members.update', { id: world.sam.person.id, role: 'admin' })
      await world.run(owner, 'members.update', { id: world.sam.person.id, role: 'owner' })
      expect(await codeOf(world.undoForGood(world.ana))).toBe('identity.changed_since')
    })
  })
