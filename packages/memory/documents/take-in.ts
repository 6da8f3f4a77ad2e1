import { type Context, newId, type SourceFailure, type SourceItem } from '@atom/kernel'
import { type Category, type DocumentTable, store } from '../store.ts'

/**
 * Writes down that these things are at a source. Those that are new or have another version than before are queued to be read; the rest stay
 * as they are. Who may see them is not touched. @returns how many were queued
 */
export async function takeIn(ctx: Context, source: { id: string; category: Category }, items: readonly SourceItem[]): Promise<number> {
  if (items.length === 0) return 0
  const known = new Map(
    (
      await store
        .from(ctx, 'memory_document')
        .select(['id', 'external_id', 'source_version'])
        .where('source_id', '=', source.id)
        .where(
          'external_id',
          'in',
          items.map(item => item.id),
        )
        .execute()
    ).map(row => [row.external_id, row]),
  )
  const now = ctx.clock.now().toISOString()
  let queued = 0
  for (const item of items) {
    const before = known.get(item.id)
    if (before && before.source_version === item.version) continue
    queued++
    const told = { title: item.title, uri: item.uri, source_version: item.version, at: item.updatedAt ?? now, updated_at: now }
    if (before) {
      await store
        .update(ctx, 'memory_document')
        .set({ ...told, status: 'queued' })
        .where('id', '=', before.id)
        .execute()
      continue
    }
    await store
      .insert(ctx, 'memory_document', newDocument({ ...told, source_id: source.id, external_id: item.id, category: source.category }))
      .execute()
  }
  return queued
}

/** Of what could not be looked at. No thing has it, so one that can be looked at again is another and is read. */
export const unseen = ''

/**
 * Writes down why things at a source could not be looked at, as documents that failed. What was known of them before is still found, and who
 * may see them is not touched.
 */
export async function takeInFailures(
  ctx: Context,
  source: { id: string; category: Category },
  failures: readonly SourceFailure[],
): Promise<void> {
  const now = ctx.clock.now().toISOString()
  for (const { id, code, message } of failures) {
    const failed = { status: 'failed' as const, error_code: code, error_message: message, source_version: unseen, updated_at: now }
    const { numUpdatedRows } = await store
      .update(ctx, 'memory_document')
      .set(failed)
      .where('source_id', '=', source.id)
      .where('external_id', '=', id)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) continue
    const told = {
      title: id,
      uri: /^https?:/.test(id) ? id : '',
      at: now,
      source_id: source.id,
      external_id: id,
      category: source.category,
    }
    await store.insert(ctx, 'memory_document', { ...newDocument({ ...told, ...failed }), ...failed }).execute()
  }
}

type Told = Pick<DocumentTable, 'title' | 'uri' | 'source_version' | 'at' | 'updated_at' | 'source_id' | 'external_id' | 'category'>

/** The row of a document nothing of which was read yet. */
export const newDocument = (told: Told, id = newId()): Omit<DocumentTable, 'workspace_id'> => ({
  ...told,
  id,
  media_type: '',
  author: null,
  tags: '[]',
  size: 0,
  content_hash: null,
  version: null,
  status: 'queued',
  error_code: null,
  error_message: null,
  language: null,
  chunks: 0,
  indexed_at: null,
  created_at: told.updated_at,
})
