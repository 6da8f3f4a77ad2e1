import type { Context } from '@atom/kernel'
import { type RunTable, store } from '../store.ts'
import { eventAsSeen } from '../triggers/event-as-seen.ts'

/** What `event` is in a run’s expressions. */
export async function eventOf(ctx: Context, run: RunTable): Promise<unknown> {
  if (run.event !== null) return JSON.parse(run.event)
  if (run.event_id === null) return {}
  const row = await store.from(ctx, 'event_log').select(['name', 'data', 'at']).where('id', '=', run.event_id).executeTakeFirst()
  if (!row) return {}
  return run.trigger === 'webhook' ? JSON.parse(row.data) : eventAsSeen({ name: row.name, at: row.at, data: JSON.parse(row.data) })
}
