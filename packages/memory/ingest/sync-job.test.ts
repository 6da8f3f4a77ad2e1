import { newId, type SourcePermissions } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { expect, test } from 'vitest'
import { memoryMigrations } from '../migrations/index.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { builtInSource } from '../sources/source-record.ts'
import { store } from '../store.ts'
import { syncJob } from './sync-job.ts'

test.each(dialects)(
  'who may see a thing is as its source says at each sync, of what was found in it too, and nobody where it says nothing ($name)',
  async dialect => {
    const storage = await dialect.open([memoryMigrations])
    const ctx = testContext(storage)
    const allowed: Record<string, SourcePermissions> = {
      mine: { people: ['ana'] },
      ours: { everyone: true },
      theirs: { groups: ['board'] },
    }
    const kind: SourceKind = {
      kind: 'mail',
      title: 'Mail',
      category: 'integration',
      builtIn: true,
      perDocument: true,
      open: () => ({
        id: 'mail',
        async *list() {
          const items = ['mine', 'nobody', 'ours', 'theirs'].map(id => ({ id, version: '1', title: id, uri: '' }))
          yield { items, failures: [], checkpoint: '' }
        },
        fetch: async () => ({ content: new Uint8Array(), mediaType: 'text/plain' }),
        permissions: async (_, id) => allowed[id],
      }),
    }
    const { id: source } = await storage.unitOfWork.writing(ctx, tx => builtInSource(tx, kind))
    const job = syncJob({ on: true, unitOfWork: storage.unitOfWork, kinds: new Map([['mail', kind]]) })
    const sync = async () => job.run(ctx, { source }, {} as never)
    const readers = async () => {
      const rows = await store
        .from(ctx, 'memory_access')
        .innerJoin('memory_document', 'memory_document.id', 'memory_access.document_id')
        .select(['external_id', 'principal'])
        .orderBy('external_id')
        .orderBy('principal')
        .execute()
      return rows.map(({ external_id, principal }) => `${external_id} ${principal}`)
    }
    await sync()
    expect(await readers()).toEqual(['mine person:ana', 'ours workspace', 'theirs group:board'])
    expect(await store.from(ctx, 'memory_access').select('principal').where('document_id', '=', '').execute()).toEqual([])

    const mine = await store
      .from(ctx, 'memory_document')
      .selectAll('memory_document')
      .where('external_id', '=', 'mine')
      .executeTakeFirstOrThrow()
    const inside = newId()
    await storage.unitOfWork.writing(ctx, async tx => {
      const { workspace_id: _, ...row } = mine
      await store.insert(tx, 'memory_document', { ...row, id: inside, external_id: 'attached' }).execute()
      const file = {
        id: inside,
        name: 'a.txt',
        hash: 'h',
        size: 1,
        media_type: 'text/plain',
        parent_id: mine.id,
        created_by: 'ana',
        created_at: mine.created_at,
      }
      await store.insert(tx, 'memory_file', file).execute()
    })
    allowed.mine = { people: ['bo', 'cy'] }
    delete allowed.ours
    await sync()
    expect(await readers()).toEqual(['attached person:bo', 'attached person:cy', 'mine person:bo', 'mine person:cy', 'theirs group:board'])
    await storage.close()
  },
)
