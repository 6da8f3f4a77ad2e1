import { type Context, kernelErrors } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { type ProductivityTables, store } from './store.ts'

export type Table = keyof ProductivityTables & string

/** The columns all tables share, which is all this file touches. */
type AnyRecord = Kysely<Record<Table, { workspace_id: string; id: string; deleted_at: string | null; updated_at: string }>>
const db = (ctx: Context) => store.db(ctx) as unknown as AnyRecord

/** What a table's rows are called in events and errors. */
const nouns: Record<Table, string> = {
  task: 'task',
  project: 'project',
  calendar_event: 'event',
  note: 'note',
  contact: 'contact',
  reminder: 'reminder',
}

/** Tells those who watch that something became of a record. */
export const announce = (ctx: Context, table: Table, what: string, id: string, data: Record<string, unknown> = {}): Promise<void> =>
  ctx.events.publish(ctx, { name: `${nouns[table]}.${what}`, data: { id, ...data } })

/** @throws kernel.not_found */
export const missing = (table: Table, id: string) => kernelErrors.not_found({ what: nouns[table], words: id })

const chunks = <T>(items: readonly T[], size = 500): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

/** Marks records deleted. @returns the ids of those that were there, in the order given */
export async function softDelete(ctx: Context, table: Table, ids: readonly string[]): Promise<string[]> {
  const now = ctx.clock.now().toISOString()
  const gone = await changeDeleted(ctx, table, ids, { from: 'there', deletedAt: now })
  for (const id of gone) await announce(ctx, table, 'deleted', id)
  return gone
}

/** Brings deleted records back. @returns the ids of those that were deleted, in the order given */
export async function restore(ctx: Context, table: Table, ids: readonly string[]): Promise<string[]> {
  const back = await changeDeleted(ctx, table, ids, { from: 'deleted', deletedAt: null })
  for (const id of back) await announce(ctx, table, 'created', id)
  return back
}

async function changeDeleted(
  ctx: Context,
  table: Table,
  ids: readonly string[],
  { from, deletedAt }: { from: 'there' | 'deleted'; deletedAt: string | null },
): Promise<string[]> {
  const changed: string[] = []
  for (const part of chunks([...new Set(ids)])) {
    const found = await db(ctx)
      .selectFrom(table)
      .select('id')
      .where('workspace_id', '=', ctx.workspaceId)
      .where('id', 'in', part)
      .where('deleted_at', from === 'there' ? 'is' : 'is not', null)
      .execute()
    const known = new Set(found.map(row => row.id))
    const these = part.filter(id => known.has(id))
    if (these.length === 0) continue
    await db(ctx)
      .updateTable(table)
      .set({ deleted_at: deletedAt, updated_at: ctx.clock.now().toISOString() })
      .where('workspace_id', '=', ctx.workspaceId)
      .where('id', 'in', these)
      .execute()
    changed.push(...these)
  }
  return changed
}

/** Deletes a record that was just made. @throws kernel.not_found */
export async function retract(ctx: Context, table: Table, id: string): Promise<{ id: string }> {
  const [gone] = await softDelete(ctx, table, [id])
  if (!gone) throw missing(table, id)
  return { id }
}
