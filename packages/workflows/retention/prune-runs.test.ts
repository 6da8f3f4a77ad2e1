import { eventMigrations } from '@atom/events'
import { newId } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { expect, test } from 'vitest'
import { workflowMigrations } from '../index.ts'
import { type RunTable, store } from '../store.ts'
import { pruneRuns } from './prune-runs.ts'

const now = '2026-11-25T12:00:00.000Z'
const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString()
/** An id made so many days ago. */
const idOf = (days: number) => {
  const hex = Date.parse(ago(days)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}${newId().slice(13)}`
}

for (const dialect of dialects)
  test(`ended runs go after 30 days, failed ones after 90, or as their workflow says, with all that is theirs (${dialect.name})`, async () => {
    const storage = await dialect.open([eventMigrations, workflowMigrations])
    const ctx = testContext(storage)
    const { unitOfWork } = storage
    const names = new Map<string, string>()
    const add = (name: string, days: number, workflow: string, more: Partial<RunTable> = {}, steps = 2) =>
      unitOfWork.writing(ctx, async tx => {
        const id = idOf(days)
        names.set(id, name)
        const row: Omit<RunTable, 'workspace_id'> = {
          ...{ id, workflow_id: workflow, version: 1, status: 'succeeded', trigger: 'manual', event_id: null, event: '{}', person_id: 'p' },
          ...{ priority: 1, dry: 0, n: 1, held: 0, owner: null, epoch: 1, poke: 0, request: null, parent_wait: null, origin_run: null },
          ...{ error: null, answer: null, created_at: ago(days), started_at: ago(days), finished_at: ago(days), deadline: null, ...more },
        }
        await store.insert(tx, 'run', row).execute()
        for (let seq = 1; seq <= steps; seq++)
          await store
            .db(tx)
            .insertInto('step')
            .values({
              ...{ run_id: id, seq, node: 'a', iteration: String(seq), status: 'succeeded', attempt: 1, n: 1, port: 'out', input: null },
              ...{ output: `@${seq}`, error: null, started_at: ago(days), finished_at: ago(days) },
            })
            .execute()
        await store.db(tx).insertInto('run_blob').values({ run_id: id, id: '1', data: '"x"' }).execute()
        const wait = { id: newId(), run_id: id, seq: 1, kind: 'time', subject: null, match: null, until: null, status: 'done' } as const
        await store.insert(tx, 'waitpoint', { ...wait, result: null, created_at: ago(days) }).execute()
        return id
      })
    const event = (days: number) =>
      unitOfWork.writing(ctx, async tx => {
        const id = idOf(days)
        await store.insert(tx, 'event_log', { id, name: 'e', data: '{}', source_id: null, at: ago(days), kept: 1 }).execute()
        return id
      })
    const workflow = (settings: object, draft: object = settings, version: number | null = 1) =>
      unitOfWork.writing(ctx, async tx => {
        const id = newId()
        const row = {
          id,
          name: id,
          graph: JSON.stringify({ settings: draft }),
          revision: 1,
          complete: 1,
          version,
          enabled: 1,
          created_by: 'p',
        }
        await store.insert(tx, 'workflow', { ...row, created_at: now, updated_at: now, deleted_at: null }).execute()
        const published = { workflow_id: id, published_by: 'p', published_at: now, note: null }
        const versions = [
          { version: 1, settings },
          { version: 2, settings: draft },
        ]
        for (const { version, settings } of versions)
          await store.insert(tx, 'workflow_version', { ...published, version, graph: JSON.stringify({ settings }) }).execute()
        return id
      })
    const [usual, brief, long] = [await workflow({}), await workflow({ retentionDays: 1 }), await workflow({ retentionDays: 365 })]
    const [hasty, tried] = [await workflow({ retentionDays: 365 }, { retentionDays: 1 }), await workflow({}, { retentionDays: 1 }, null)]
    const [shared, alone] = [await event(40), await event(40)]
    await add('old', 31, usual, { trigger: 'event', event_id: shared })
    await add('about the same', 29, usual, { trigger: 'event', event_id: shared })
    await add('cancelled', 31, usual, { status: 'cancelled', trigger: 'event', event_id: alone })
    await add('failed', 31, usual, { status: 'failed' })
    await add('failed long ago', 91, usual, { status: 'failed' })
    await add('waits', 200, usual, { status: 'waiting', finished_at: null })
    await add('ended late', 200, usual, { finished_at: ago(2) })
    await add('brief', 2, brief)
    await add('brief and failed', 2, brief, { status: 'failed' })
    await add('just ended', 0.5, brief)
    await add('long', 300, long)
    await add('kept by the live version, not by the draft', 300, hasty)
    await add('trial', 2, tried, { version: -1 })
    const large = await add('large', 50, usual, {}, 60)

    const prune = () => unitOfWork.writing(ctx, tx => pruneRuns(tx, now))
    expect(await prune()).toBe(6 * 5 + 63)
    expect(await prune()).toBe(0)
    const left = await store.from(ctx, 'run').select('id').execute()
    const kept = [
      'about the same',
      'failed',
      'waits',
      'ended late',
      'just ended',
      'long',
      'kept by the live version, not by the draft',
    ].sort()
    expect(left.map(({ id }) => names.get(id)).sort()).toEqual(kept)
    for (const table of ['step', 'waitpoint', 'run_blob'] as const) {
      const rows = await store.db(ctx).selectFrom(table).select('run_id').distinct().execute()
      expect(rows.map(row => names.get(row.run_id)).sort()).toEqual(kept)
    }
    const events = await store.from(ctx, 'event_log').select(['id', 'kept']).execute()
    expect(new Map(events.map(({ id, kept }) => [id, kept]))).toEqual(
      new Map([
        [shared, 1],
        [alone, 0],
      ]),
    )
    expect(large).toBeTruthy()
    await storage.close()
  })
