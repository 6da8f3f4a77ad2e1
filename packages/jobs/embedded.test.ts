import { manualClock } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dispatcherConformance } from './conformance.ts'
import { EmbeddedDispatcher, jobMigrations } from './index.ts'
import { store } from './store.ts'
import { headsQuery } from './turns.ts'

dispatcherConformance({
  name: 'the embedded dispatcher',
  on: dialects,
  clock: () => manualClock('2026-11-24T09:00:00Z'),
  make: async ({ storage: { unitOfWork }, base, clock }) =>
    new EmbeddedDispatcher({
      unitOfWork,
      clock,
      log: base.log,
      lease: 3000,
      contextFor: workspaceId => ({ ...base, workspaceId: workspaceId || base.workspaceId }),
    }),
  pass: async ({ clock }, milliseconds) => (clock as ReturnType<typeof manualClock>).advance(milliseconds),
  abandon: ({ storage, base, clock }, id, attempt) =>
    storage.unitOfWork.writing(base, async tx => {
      const lease = new Date(clock.now().getTime() + 30_000).toISOString()
      await store
        .update(tx, 'job')
        .set({ status: 'running', attempt, lease_owner: 'dead', lease_until: lease })
        .where('id', '=', id)
        .execute()
    }),
})

test('a process that is alone begins at once what one that was killed had under way', async () => {
  const storage = await (dialects[0] as (typeof dialects)[number]).open([jobMigrations])
  const clock = manualClock('2026-11-24T09:00:00Z')
  const base = testContext(storage, { clock })
  const make = () => new EmbeddedDispatcher({ ...storage, clock, log: base.log, contextFor: () => base, alone: true })
  const killed = make()
  const began = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  killed.handle({
    kind: 'a',
    run: async () => {
      began.resolve()
      await held.promise
    },
  })
  killed.start()
  await storage.unitOfWork.writing(base, tx => killed.enqueue(tx, { kind: 'a', payload: { id: '1' } }))
  await began.promise

  const next = make()
  const attempts: number[] = []
  next.handle({ kind: 'a', run: async (_ctx, _payload, { attempt }) => void attempts.push(attempt) })
  next.start()
  await expect.poll(() => attempts).toEqual([2])
  held.resolve()
  await killed.stop(1000)
  await next.stop(1000)
  await storage.close()
})

test('taking turns looks workspaces up, it does not read the queue', async () => {
  const storage = await (dialects[0] as (typeof dialects)[number]).open([jobMigrations])
  const { sql: text, parameters } = headsQuery('', '2026-11-24T09:00:00.000Z', 4).compile(storage.kysely)
  let n = 0
  const plan = await sql<{ detail: string }>`explain query plan ${sql.join(
    text.split('?').flatMap((part, at) => (at === 0 ? [sql.raw(part)] : [sql.lit(parameters[n++] as string), sql.raw(part)])),
    sql``,
  )}`.execute(storage.kysely)
  const steps = plan.rows.map(row => row.detail).filter(detail => /\bjob\b/.test(detail))
  expect(steps.length).toBeGreaterThan(0)
  for (const step of steps) expect(step).toMatch(/^SEARCH job USING COVERING INDEX job_turn \(status=\? AND workspace_id/)
  await storage.close()
})
