import { newId } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { type CompiledQuery, type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { store } from './store.ts'
import { openWorld, type World } from './testing.ts'

/** Collects what a context asks of the database. */
function listening(world: World, asked: CompiledQuery[]): World['ana'] {
  const handle = world.ana.store as { kind: string; kysely: Kysely<unknown> }
  const plugin = {
    transformQuery: ({ node }: { node: never }) => {
      asked.push(handle.kysely.getExecutor().compileQuery(node, { queryId: newId() } as never))
      return node
    },
    transformResult: async ({ result }: { result: never }) => result,
  }
  return { ...world.ana, store: { kind: 'read', kysely: handle.kysely.withPlugin(plugin as never) } }
}

const reads: [string, Record<string, unknown>][] = [
  ['tasks.list', {}],
  ['tasks.list', { filter: 'all' }],
  ['tasks.list', { filter: 'done' }],
  ['tasks.list', { completedFrom: '2026-11-24', completedTo: '2026-11-24' }],
  ['tasks.list', { filter: 'overdue' }],
  ['tasks.list', { filter: 'undated' }],
  ['tasks.list', { assignee: 'me' }],
  ['tasks.list', { project: 'Home' }],
  ['tasks.list', { parent: 'any-id', filter: 'all' }],
  ['tasks.list', { labels: ['home'], priority: 'high', dueFrom: '2026-11-24', dueTo: '2026-11-30' }],
  ['tasks.get', { id: 'Task' }],
  ['tasks.search', { query: 'task' }],
  ['projects.list', {}],
  ['calendar.list', {}],
  ['calendar.list', { from: '2026-11-24', to: '2026-11-30', query: 'event' }],
  ['calendar.search', { query: 'event' }],
  ['calendar.get', { id: 'Event' }],
  ['calendar.free-slots', { date: '2026-11-25' }],
  ['calendar.conflicts', {}],
  ['calendar.export', {}],
  ['notes.list', {}],
  ['notes.search', { query: 'note' }],
  ['contacts.list', {}],
  ['contacts.search', { query: 'contact' }],
  ['reminders.list', {}],
  ['reminders.list', { filter: 'past' }],
  ['reminders.list', { filter: 'all', from: '2026-11-24', to: '2026-11-30' }],
  ['reminders.search', { query: 'reminder' }],
]

const sqlite = dialects.filter(dialect => dialect.name === 'sqlite')
for (const dialect of sqlite)
  describe(`plans on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
      await world.run(world.ana, 'tasks.create', { title: 'Task', project: 'Home', assignee: 'Sam' })
      await world.run(world.ana, 'calendar.create', { title: 'Event', start: '2026-11-25T10:00' })
      await world.run(world.ana, 'calendar.create', { title: 'Series', start: '2026-11-25', rrule: 'FREQ=DAILY' })
    })
    afterAll(() => world.close())

    test.each(reads)('%s %j reads no whole table', async (skill, input) => {
      const asked: CompiledQuery[] = []
      await world.run(listening(world, asked), skill, input)
      expect(asked.length).toBeGreaterThan(0)
      for (const query of asked) {
        const plan = await sql<{ detail: string }>`explain query plan ${raw(query)}`.execute(world.storage.kysely)
        expect(plan.rows.map(row => row.detail).filter(detail => detail.startsWith('SCAN'))).toEqual([])
      }
    })

    test('the first page of tasks is read in the order of its index', async () => {
      const asked: CompiledQuery[] = []
      await world.run(listening(world, asked), 'tasks.list', {})
      const page = asked.find(query => query.sql.includes('from "task"')) as CompiledQuery
      const plan = await sql<{ detail: string }>`explain query plan ${raw(page)}`.execute(world.storage.kysely)
      const details = plan.rows.map(row => row.detail).join('\n')
      expect(details).toContain('USING INDEX task_open (workspace_id=? AND is_open=?)')
      expect(details).not.toContain('TEMP B-TREE')
    })

    test('a page of tasks asks the same number of questions however long it is', async () => {
      const count = async () => {
        const asked: CompiledQuery[] = []
        await world.run(listening(world, asked), 'tasks.list', { limit: 200 })
        return asked.length
      }
      const before = await count()
      for (let i = 0; i < 20; i++) await world.run(world.ana, 'tasks.create', { title: `t${i}`, project: `p${i}`, assignee: 'Sam' })
      expect(await count()).toBe(before)
    })

    test('every table’s rows carry the workspace', async () => {
      for (const table of ['task', 'project', 'calendar_event', 'note', 'contact', 'reminder'] as const)
        expect(store.from(world.ana, table).selectAll().compile().sql).toContain('"workspace_id" = ?')
    })
  })

/** A compiled query as part of another, its parameters bound again. */
function raw({ sql: text, parameters }: CompiledQuery) {
  const parts = text.split('?')
  return parts.slice(1).reduce((whole, part, i) => sql`${whole}${sql.val(parameters[i])}${sql.raw(part)}`, sql.raw(parts[0] ?? ''))
}
