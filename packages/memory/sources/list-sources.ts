import type { MemorySource } from '@atom/contracts'
import { type Context, inZone, kernelErrors } from '@atom/kernel'
import { visibleTo } from '../documents/visible.ts'
import { type SourceTable, store } from '../store.ts'
import type { SourceKind } from './source-kind.ts'

type Kinds = ReadonlyMap<string, SourceKind>

/** The sources this person may see, in the order they were added, with how far each is read. */
export async function listSources(ctx: Context, kinds: Kinds): Promise<MemorySource[]> {
  const { sources } = await visibleTo(ctx)
  if (sources.length === 0) return []
  const rows = await store.from(ctx, 'memory_source').selectAll('memory_source').where('id', 'in', sources).orderBy('id').execute()
  const counted = await store
    .from(ctx, 'memory_document')
    .select(eb => ['source_id', 'status', eb.fn.countAll<number>().as('count')])
    .where('source_id', 'in', sources)
    .groupBy(['source_id', 'status'])
    .execute()
  return rows.map(row => {
    const documents = { queued: 0, processing: 0, ready: 0, failed: 0 }
    for (const { source_id, status, count } of counted) if (source_id === row.id) documents[status] = Number(count)
    return shown(ctx, row as SourceTable, kinds.get(row.kind), documents)
  })
}

/** @throws kernel.not_found, also for one this person may not see */
export async function showSource(ctx: Context, kinds: Kinds, id: string): Promise<MemorySource> {
  const source = (await listSources(ctx, kinds)).find(other => other.id === id)
  if (!source) throw kernelErrors.not_found({ what: 'source', words: id })
  return source
}

function shown(ctx: Context, row: SourceTable, kind: SourceKind | undefined, documents: MemorySource['documents']): MemorySource {
  const zone = ctx.person.timeZone
  const location = kind?.locationOf?.(JSON.parse(row.config) as Record<string, unknown>)
  return {
    id: row.id,
    type: row.kind,
    name: row.name,
    ...(location === undefined ? {} : { location }),
    status: row.status,
    ...(row.error_message === null ? {} : { error: row.error_message }),
    builtIn: kind?.builtIn ?? false,
    documents,
    ...(row.every_minutes === null ? {} : { everyMinutes: row.every_minutes }),
    ...(row.synced_at === null ? {} : { syncedAt: inZone(row.synced_at, zone) }),
    createdAt: inZone(row.created_at, zone),
  }
}
