import type { Context } from '@atom/kernel'
import { store } from '../store.ts'
import { askIndex } from './index-job.ts'

/** In a transaction: queues documents to be read from their beginning. What was found of them before is found until then. @returns how many */
export async function readAgain(tx: Context, which: { id: string } | { failed: true; source?: string | undefined }): Promise<number> {
  let update = store
    .update(tx, 'memory_document')
    .set({
      status: 'queued',
      content_hash: null,
      error_code: null,
      error_message: null,
      updated_at: tx.clock.now().toISOString(),
    })
    .where('status', 'in', ['ready', 'failed'])
  if ('id' in which) update = update.where('id', '=', which.id)
  else {
    update = update.where('status', '=', 'failed')
    if (which.source !== undefined) update = update.where('source_id', '=', which.source)
  }
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow()
  const queued = Number(numUpdatedRows)
  if (queued > 0) await askIndex(tx)
  return queued
}
