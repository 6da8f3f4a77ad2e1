import type { Context } from '@atom/kernel'
import { forgetJobOf } from '../documents/forget.ts'
import { cancelSync } from '../ingest/sync-job.ts'
import { syncJobId } from '../ingest/watched-job.ts'
import { store } from '../store.ts'

/** In a transaction: forgets a source. Nobody finds anything of it from here on; its documents go in a job, for there may be many. */
export async function removeSource(tx: Context, id: string): Promise<void> {
  await cancelSync(tx, id)
  await store.remove(tx, 'memory_access').where('source_id', '=', id).execute()
  await store.remove(tx, 'memory_job').where('id', '=', syncJobId(id)).execute()
  await store.remove(tx, 'memory_source').where('id', '=', id).execute()
  await tx.jobs.enqueue(tx, forgetJobOf({ source: id }))
  await tx.events.publish(tx, { name: 'source.deleted', data: { id } })
}
