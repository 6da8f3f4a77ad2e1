import type { Context } from '@atom/kernel'
import type { AtomEvent } from './event-bus.ts'
import { store } from './store.ts'

const most = 500

/** Events of the workspace after a known one, oldest first, at most 500: what a stream missed while it was away. Ids sort by time. */
export async function eventsAfter(ctx: Context, id: string): Promise<AtomEvent[]> {
  const rows = await store.from(ctx, 'event_log').selectAll('event_log').where('id', '>', id).orderBy('id').limit(most).execute()
  return rows.map(row => ({ id: row.id, workspaceId: row.workspace_id, name: row.name, data: JSON.parse(row.data), at: row.at }))
}

/** Removes events older than a moment (UTC ISO 8601) in every workspace; a chunk at a time so that writers are never held up long. @returns how many went */
export async function pruneEvents(ctx: Context, before: string): Promise<number> {
  const old = store.db(ctx).selectFrom('event_log').select('id').where('at', '<', before).where('kept', '=', 0).limit(1000)
  const result = await store.db(ctx).deleteFrom('event_log').where('id', 'in', old).executeTakeFirst()
  return Number(result.numDeletedRows)
}
