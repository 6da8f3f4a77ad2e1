import type { MemoryFact } from '@atom/contracts'
import { type Context, inZone, kernelErrors, newId, type Source } from '@atom/kernel'
import { type Page, paginate } from '@atom/storage'
import { forgetDocuments } from '../documents/forget.ts'
import { newDocument } from '../documents/take-in.ts'
import { askIndex } from '../ingest/index-job.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { insertSource } from '../sources/source-record.ts'
import { store } from '../store.ts'

/** What people told ATOM to remember. A fact is a document whose title is all of it; each has one reader. */
export const factKind: SourceKind = { kind: 'fact', title: 'Remembered', category: 'user', builtIn: false, open: () => facts }

const facts: Source = {
  id: 'fact',
  // Facts come here by `insertFact` alone.
  async *list() {
    yield { items: [], failures: [], checkpoint: '' }
  },
  async fetch(ctx, id) {
    const row = await store.from(ctx, 'memory_document').select('title').where('id', '=', id).executeTakeFirst()
    if (!row) throw kernelErrors.not_found({ what: 'fact', words: id })
    return { content: new TextEncoder().encode(row.title), mediaType: 'text/plain' }
  },
}

const rows = (ctx: Context) =>
  store
    .from(ctx, 'memory_document')
    .select(['id', 'title', 'created_at'])
    .where('category', '=', 'user')
    .where('author', '=', ctx.person.id)

const factOf = (ctx: Context, row: { id: string; title: string; created_at: string }): MemoryFact => ({
  id: row.id,
  text: row.title,
  createdAt: inZone(row.created_at, ctx.person.timeZone),
})

/** Keeps something about the caller, for them alone. In the caller's transaction. */
export async function insertFact(ctx: Context, text: string): Promise<MemoryFact> {
  const source = await store.from(ctx, 'memory_source').select('id').where('kind', '=', factKind.kind).executeTakeFirst()
  const sourceId = source?.id ?? (await insertSource(ctx, { kind: factKind.kind, name: factKind.title, config: {}, principals: [] }))
  const now = ctx.clock.now().toISOString()
  const id = newId()
  const told = {
    title: text,
    uri: '/settings?tab=memory',
    source_version: '1',
    at: now,
    updated_at: now,
    source_id: sourceId,
    external_id: id,
  }
  await store.insert(ctx, 'memory_document', { ...newDocument({ ...told, category: 'user' }, id), author: ctx.person.id }).execute()
  await store.insert(ctx, 'memory_access', { source_id: sourceId, document_id: id, principal: `person:${ctx.person.id}` }).execute()
  await askIndex(ctx)
  await tell(ctx, 'created', id)
  return factOf(ctx, { id, title: text, created_at: now })
}

/** Writes one of the caller's own anew. In the caller's transaction. @throws kernel.not_found */
export async function changeFact(ctx: Context, id: string, text: string): Promise<MemoryFact> {
  const row = await findFact(ctx, id)
  const now = ctx.clock.now().toISOString()
  await store
    .update(ctx, 'memory_document')
    .set({ title: text, source_version: newId(), status: 'queued', error_code: null, error_message: null, at: now, updated_at: now })
    .where('id', '=', id)
    .execute()
  await askIndex(ctx)
  await tell(ctx, 'updated', id)
  return factOf(ctx, { ...row, title: text })
}

/** Only the one it is about hears of it. */
const tell = (ctx: Context, what: 'created' | 'updated' | 'deleted', id: string): Promise<void> =>
  ctx.events.publish(ctx, { name: `fact.${what}`, data: { id, personId: ctx.person.id } })

/** @throws kernel.not_found, also for another person's */
export async function findFact(ctx: Context, id: string) {
  const row = await rows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw kernelErrors.not_found({ what: 'fact', words: id })
  return row
}

/** What is remembered of the caller, the latest first. */
export async function pageOfFacts(ctx: Context, page: { limit?: number; cursor?: string }): Promise<Page<MemoryFact>> {
  const { items, nextCursor } = await paginate(rows(ctx), page, [
    { column: 'created_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ])
  return { items: items.map(row => factOf(ctx, row)), nextCursor }
}

/** Forgets one of the caller's own, by its id or words of it. @throws kernel.not_found, kernel.ambiguous */
export async function removeFact(ctx: Context, id: string): Promise<MemoryFact> {
  const row = await findFact(ctx, id)
  await forgetDocuments(ctx, [id])
  await tell(ctx, 'deleted', id)
  return factOf(ctx, row)
}
