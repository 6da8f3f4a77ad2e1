import { type Context, isDay, toUtc } from '@atom/kernel'
import type { RowOf } from '../store.ts'

/** Kind of the job that fires a reminder. */
export const fireJob = 'reminder.fire'

/** When on a day without a time. */
const morning = 'T09:00'

/** The moment, UTC, at which a reminder due then fires. */
export const firesAt = (due: string, timeZone: string): string => (isDay(due) ? toUtc(due + morning, timeZone) : due)

const keyOf = (id: string): string => `reminder:${id}`

/** Keeps the job of a reminder as its row says: one while it is scheduled, none otherwise. Runs in the row's own transaction. */
export async function keepJob(ctx: Context, row: Pick<RowOf<'reminder'>, 'id' | 'status' | 'fire_at'>): Promise<void> {
  if (row.status === 'scheduled')
    await ctx.jobs.enqueue(ctx, { kind: fireJob, payload: { id: row.id }, runAt: row.fire_at, key: keyOf(row.id) })
  else await dropJob(ctx, row.id)
}

export const dropJob = async (ctx: Context, id: string): Promise<void> => void (await ctx.jobs.cancel(ctx, keyOf(id)))
