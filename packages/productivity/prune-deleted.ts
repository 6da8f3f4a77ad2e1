import type { Context } from '@atom/kernel'
import { sql } from 'kysely'
import { store } from './store.ts'

/** Rows that one transaction removes, so that no writer waits long. */
const chunk = 1000

/** Tables with the columns of their key, and the time after which a row of theirs is of no use. */
const aged = [
  ...(['task', 'project', 'calendar_event', 'note', 'contact', 'reminder'] as const).map(table => ({
    table,
    id: ['id'],
    since: 'deleted_at',
  })),
  { table: 'calendar_import', id: ['id'], since: 'finished_at' },
  { table: 'calendar_import_change', id: ['import_id', 'event_id'], since: 'created_at' },
]

/**
 * Removes for good what was deleted, and calendar imports that ended with what they did, before a moment (UTC ISO 8601), in all workspaces. To be kept as long as the undo log, which can bring it back.
 * @returns how many went
 */
export async function pruneDeleted(ctx: Context, before: string): Promise<number> {
  let gone = 0
  for (const { table, id, since } of aged) {
    if (gone >= chunk) break
    const name = sql.table(table)
    const key = sql.join(['workspace_id', ...id].map(column => sql.ref(column)))
    const { numAffectedRows = 0n } =
      await sql`delete from ${name} where (${key}) in (select ${key} from ${name} where ${sql.ref(since)} < ${before} limit ${sql.lit(chunk - gone)})`.execute(
        store.db(ctx),
      )
    gone += Number(numAffectedRows)
  }
  return gone
}
