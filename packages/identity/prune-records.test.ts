import { newId } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { expect, test } from 'vitest'
import { identityMigrations } from './migrations/index.ts'
import { pruneApprovals, pruneAudit, pruneNotifications, pruneUndo } from './prune-records.ts'
import { store } from './store.ts'

const [old, limit, recent] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']

for (const dialect of dialects)
  test(`what is old goes, in chunks, and what is recent or still waited for stays (${dialect.name})`, async () => {
    const storage = await dialect.open([identityMigrations])
    const ctx = testContext(storage)
    const undo = (at: string) => ({ id: newId(), person_id: 'p', done_skill: 's', skill: 's', input: '{}', created_at: at, used_at: null })
    const approval = (expires: string, decided: string | null) => ({
      ...{ id: newId(), skill: 's', input: '{}', input_hash: 'h', status: decided ? ('approved' as const) : ('pending' as const) },
      ...{ requested_by: 'p', run_id: null, session_id: null, form: null, created_at: old, expires_at: expires },
      ...{ decided_by: null, decided_at: decided, used_at: null },
    })
    const bell = (read: string | null) => ({
      ...{ id: newId(), person_id: 'p', kind: 'k', title: 't', body: null, link: null, created_at: old, read_at: read },
    })
    const line = (at: string) => ({
      ...{ id: newId(), at, actor: 'a', via: 'api' as const, skill: 's', effect: 'write' as const, target: null, fields: '[]' },
      ...{ outcome: 'done', error: null },
    })
    await storage.unitOfWork.writing(ctx, async tx => {
      for (let n = 0; n < 11; n++)
        await store
          .insert(
            tx,
            'undo_log',
            Array.from({ length: 100 }, () => undo(old)),
          )
          .execute()
      await store.insert(tx, 'undo_log', undo(recent)).execute()
      await store.insert(tx, 'approval', [approval(old, null), approval(old, old), approval(old, recent), approval(recent, null)]).execute()
      await store.insert(tx, 'notification', [bell(old), bell(recent), bell(null)]).execute()
      await store.insert(tx, 'audit', [line(old), line(recent)]).execute()
    })
    const went = (prune: typeof pruneUndo) => storage.unitOfWork.writing(ctx, tx => prune(tx, limit))
    expect([await went(pruneUndo), await went(pruneUndo), await went(pruneUndo)]).toEqual([1000, 100, 0])
    expect([await went(pruneApprovals), await went(pruneNotifications), await went(pruneAudit)]).toEqual([2, 1, 1])
    await storage.close()
  })
