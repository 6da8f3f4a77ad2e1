import type { Context, UnitOfWork } from '@atom/kernel'
import { removeSource } from '../sources/remove-source.ts'
import { store } from '../store.ts'
import type { ErasedList } from './erased-list.ts'
import { forgetDocuments } from './forget.ts'

interface EraseAgainDeps {
  unitOfWork: UnitOfWork
  systemContext(workspaceId: string): Context
  erasedList: ErasedList
}

/** At the start: what was deleted for good and is there again, because an older copy of the database was put back, is deleted again. */
export async function eraseAgain({ unitOfWork, systemContext, erasedList }: EraseAgainDeps): Promise<void> {
  const all = await erasedList.read(systemContext('').clock.now())
  for (const [workspaceId, erased] of Map.groupBy(all, ({ workspace }) => workspace)) {
    const ctx = systemContext(workspaceId)
    for (const { documents = [], source } of erased) {
      const back = await there(ctx, 'memory_document', documents)
      const [again] = await there(ctx, 'memory_source', source === undefined ? [] : [source])
      if (back.length + (again === undefined ? 0 : 1) === 0) continue
      ctx.log.warn(
        { documents: back.length, source: again },
        'what had been deleted for good came back with an older copy of the database; it is deleted again',
      )
      await unitOfWork.writing(ctx, async tx => {
        await forgetDocuments(tx, back)
        if (again !== undefined) await removeSource(tx, again)
      })
    }
  }
}

async function there(ctx: Context, table: 'memory_document' | 'memory_source', ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await store.from(ctx, table).select('id').where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}
