import type { Context } from '@atom/kernel'
import { sql } from 'kysely'
import { store } from './store.ts'

/** Rows that one transaction removes, so that no writer waits long. */
const chunk = 1000

/** What can be taken back no more: how to undo what was done before a moment (UTC ISO 8601), of all workspaces. @returns how many went */
export const pruneUndo = (ctx: Context, before: string): Promise<number> => prune(ctx, 'undo_log', sql`created_at < ${before}`)

/** Questions that were answered, or that nobody answered in time, before a moment. */
export const pruneApprovals = (ctx: Context, before: string): Promise<number> =>
  prune(ctx, 'approval', sql`expires_at < ${before} and (decided_at is null or decided_at < ${before})`)

/** Notifications read before a moment; the others wait for their reader. */
export const pruneNotifications = (ctx: Context, before: string): Promise<number> => prune(ctx, 'notification', sql`read_at < ${before}`)

/** The log of who did what, before a moment. */
export const pruneAudit = (ctx: Context, before: string): Promise<number> => prune(ctx, 'audit', sql`at < ${before}`)

async function prune(ctx: Context, table: string, old: ReturnType<typeof sql>): Promise<number> {
  const name = sql.table(table)
  const { numAffectedRows = 0n } =
    await sql`delete from ${name} where (workspace_id, id) in (select workspace_id, id from ${name} where ${old} limit ${sql.lit(chunk)})`.execute(
      store.db(ctx),
    )
  return Number(numAffectedRows)
}
