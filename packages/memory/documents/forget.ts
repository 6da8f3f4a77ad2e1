import type { Context, UnitOfWork } from '@atom/kernel'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { store } from '../store.ts'
import { removeText } from './text.ts'

/** Removes documents for good: rows, text and who may see them at once, then words and vectors. @returns how many there were */
export async function forgetDocuments(
  { unitOfWork, index }: { unitOfWork: UnitOfWork; index: WorkspaceIndex },
  ctx: Context,
  ids: readonly string[],
): Promise<number> {
  let gone = 0
  for (const id of ids) {
    await unitOfWork.writing(ctx, async tx => {
      await removeText(tx, id)
      await store.remove(tx, 'memory_access').where('document_id', '=', id).execute()
      const { numDeletedRows } = await store.remove(tx, 'memory_document').where('id', '=', id).executeTakeFirstOrThrow()
      gone += Number(numDeletedRows)
    })
    await index.remove(id)
  }
  return gone
}
