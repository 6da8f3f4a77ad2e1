import type { DocumentCounts } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { store } from '../store.ts'

/** Documents of the workspace in each status, or those of one source. */
export async function countDocuments(ctx: Context, sourceId?: string): Promise<DocumentCounts> {
  let query = store
    .from(ctx, 'memory_document')
    .select(eb => ['status', eb.fn.countAll<number>().as('count')])
    .groupBy('status')
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId)
  const counts = { queued: 0, processing: 0, ready: 0, failed: 0 }
  for (const { status, count } of await query.execute()) counts[status] = Number(count)
  return counts
}

/** Files of the workspace, and the bytes of their contents, each content once. */
export async function usedByFiles(ctx: Context): Promise<{ files: number; bytes: number }> {
  const { files } = await store
    .from(ctx, 'memory_file')
    .select(eb => eb.fn.countAll<number>().as('files'))
    .executeTakeFirstOrThrow()
  const contents = store.from(ctx, 'memory_file').select(['hash', 'size']).distinct()
  const { bytes } = await store
    .db(ctx)
    .selectFrom(contents.as('content'))
    .select(eb => eb.fn.sum<number>('content.size').as('bytes'))
    .executeTakeFirstOrThrow()
  return { files: Number(files), bytes: Number(bytes ?? 0) }
}
