import { type Context, kernelErrors, newId } from '@atom/kernel'
import { type SourceTable, store } from '../store.ts'
import type { SourceKind } from './source-kind.ts'

/** @throws kernel.not_found */
export async function findSource(ctx: Context, id: string): Promise<SourceTable> {
  const row = await store.from(ctx, 'memory_source').selectAll('memory_source').where('id', '=', id).executeTakeFirst()
  if (!row) throw kernelErrors.not_found({ what: 'source', words: id })
  return row as SourceTable
}

interface NewSource {
  kind: string
  name: string
  config: Record<string, unknown>
  /** Who may see its documents. */
  principals: string[]
  everyMinutes?: number
}

/** Makes a source; nothing is read yet. */
export async function insertSource(ctx: Context, { kind, name, config, principals, everyMinutes }: NewSource): Promise<string> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  await store
    .insert(ctx, 'memory_source', {
      id,
      kind,
      name,
      config: JSON.stringify(config),
      checkpoint: null,
      status: 'idle',
      error_code: null,
      error_message: null,
      synced_at: null,
      every_minutes: everyMinutes ?? null,
      created_by: ctx.person.id,
      created_at: now,
      updated_at: now,
    })
    .execute()
  for (const principal of principals) await store.insert(ctx, 'memory_access', { source_id: id, document_id: '', principal }).execute()
  return id
}

/** The one source of a built-in kind, made when it is first wanted. In the caller's transaction. */
export async function builtInSource(ctx: Context, { kind, title, perDocument, everyMinutes }: SourceKind): Promise<SourceTable> {
  const there = await store.from(ctx, 'memory_source').selectAll('memory_source').where('kind', '=', kind).executeTakeFirst()
  if (there) return there as SourceTable
  return findSource(
    ctx,
    await insertSource(ctx, {
      kind,
      name: title,
      config: {},
      principals: perDocument ? [] : ['workspace'],
      ...(everyMinutes === undefined ? {} : { everyMinutes }),
    }),
  )
}
