import type { Context } from '@atom/kernel'
import { sql } from 'kysely'
import { store } from './store.ts'

/** Rows that one transaction removes, so that no writer waits long. */
const chunk = 1000

const tables = ['task', 'project', 'calendar_event', 'note', 'contact', 'reminder'] as const

/**
 * Removes for good what was deleted, and calendar imports that ended, before a moment (UTC ISO 8601), in all workspaces. To be kept as long as the undo log, which can bring it back.
 * @returns how many went
 */
export async function pruneDeleted(ctx: Context, before: string): Promise<number> {
  let gone = 0
  for (const table of tables) {
    if (gone >= chunk) break
    const name = sql.table(table)
    const { numAffectedRows = 0n } =
      await sql`delete from ${name} where (workspace_id, id) in (select workspace_id, id from ${name} where deleted_at < ${before} limit ${sql.lit(chunk - gone)})`.execute(
        store.db(ctx),
      )
    gone += Number(numAffectedRows)
  }
  if (gone < chunk) {
    const name = sql.table('calendar_import')
    const { numAffectedRows = 0n } =
      await sql`delete from ${name} where (workspace_id, id) in (select workspace_id, id from ${name} where finished_at < ${before} limit ${sql.lit(chunk - gone)})`.execute(
        store.db(ctx),
      )
    gone += Number(numAffectedRows)
  }
  return gone
}
