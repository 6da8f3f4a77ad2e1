import { dialects } from '@atom/storage/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pruneDeleted } from './prune-deleted.ts'
import { store } from './store.ts'
import { items, openWorld, titles, type World } from './testing.ts'

for (const dialect of dialects)
  describe(`what was deleted on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    afterAll(() => world.close())
    const prune = (before: string) => world.storage.unitOfWork.writing(world.ana, tx => pruneDeleted(tx, before))

    test('goes for good when it can be brought back no more, in every workspace and chunk by chunk; the rest stays', async () => {
      const { ana, otto } = world
      const make = async (ctx: typeof ana, kind: string, input: Record<string, unknown>) => String((await world.run(ctx, kind, input)).id)
      const old = [
        ['tasks', await make(ana, 'tasks.create', { title: 'old' })],
        ['projects', await make(ana, 'projects.create', { name: 'old' })],
        ['calendar', await make(ana, 'calendar.create', { title: 'old', start: '2026-11-30' })],
        ['notes', await make(ana, 'notes.create', { body: 'old' })],
        ['contacts', await make(ana, 'contacts.create', { name: 'old' })],
        ['reminders', await make(ana, 'reminders.create', { title: 'old', due: '2026-11-30' })],
      ] as const
      for (const [domain, id] of old) await world.run(ana, `${domain}.delete`, { id })
      await world.run(otto, 'tasks.delete', { id: await make(otto, 'tasks.create', { title: 'old too' }) })
      world.clock.advance(86_400_000)
      const before = world.clock.now().toISOString()
      const later = await make(ana, 'tasks.create', { title: 'deleted later' })
      await world.run(ana, 'tasks.delete', { id: later })
      await make(ana, 'tasks.create', { title: 'there' })
      await world.storage.unitOfWork.writing(ana, async tx => {
        const { rows } = await sql<{ title: string }>`select * from task where title = 'old'`.execute(store.db(tx))
        const many = Array.from({ length: 1100 }, (_, n) => ({ ...rows[0], id: `many-${n}` }))
        for (let n = 0; n < 1100; n += 50) await store.insert(tx, 'task', many.slice(n, n + 50) as never).execute()
      })
      expect([await prune(before), await prune(before), await prune(before)]).toEqual([1000, 107, 0])
      await world.run(ana, 'tasks.restore', { ids: [later] })
      expect(titles(await world.run(ana, 'tasks.list')).sort()).toEqual(['deleted later', 'there'])
      for (const [domain, id] of old) expect(await world.run(ana, `${domain}.restore`, { ids: [id] })).toMatchObject({ restored: 0 })
      expect(items(await world.run(otto, 'tasks.list'))).toEqual([])
    })

    const onSqlite = dialect.name === 'sqlite' ? test : undefined
    onSqlite?.('is found without reading a whole table', async () => {
      const statement = 'delete from task where (workspace_id, id) in (select workspace_id, id from task where deleted_at < ? limit 1000)'
      const { rows } = await world.storage.unitOfWork.writing(world.ana, tx =>
        sql<{ detail: string }>`explain query plan ${sql.raw(statement.replace('?', "'2026'"))}`.execute(store.db(tx)),
      )
      expect(rows.map(({ detail }) => detail).filter(detail => /^SCAN/.test(detail))).toEqual([])
    })
  })
