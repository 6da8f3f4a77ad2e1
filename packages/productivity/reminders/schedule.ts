import { type Context, dayIn, isDay } from '@atom/kernel'
import { morningOf, nextDate, nextFullHour, type SeriesRow } from '../series.ts'
import type { RowOf } from '../store.ts'

/** Kind of the job that fires a reminder. */
export const fireJob = 'reminder.fire'

/** The moment, UTC, at which a reminder due then fires. */
export const firesAt = (due: string, timeZone: string): string => (isDay(due) ? morningOf(due, timeZone) : due)

/** A reminder told once “today” whose morning is over is told at the next full hour: at once would be too early, and 09:00 has been. */
export function stillToCome({ clock }: Context, due: string, rrule: string | null | undefined, timeZone: string): string {
  const now = clock.now()
  const over = !rrule && isDay(due) && due === dayIn(now, timeZone) && firesAt(due, timeZone) <= now.toISOString()
  return over ? nextFullHour(now, timeZone) : due
}

/** The next date of a series whose moment is still to come, so that a reminder that moves on never fires for what is over. */
export function nextDue(row: SeriesRow & { due: string }, now: Date): string | undefined {
  const next = nextDate(row, row.due, now)
  return next !== undefined && firesAt(next, row.time_zone) <= now.toISOString() ? nextDate(row, next, now) : next
}

const keyOf = (id: string): string => `reminder:${id}`

/** Keeps the job of a reminder as its row says: one while it is scheduled, none otherwise. Runs in the row's own transaction. */
export async function keepJob(ctx: Context, row: Pick<RowOf<'reminder'>, 'id' | 'status' | 'fire_at'>): Promise<void> {
  if (row.status === 'scheduled')
    await ctx.jobs.enqueue(ctx, { kind: fireJob, payload: { id: row.id }, runAt: row.fire_at, key: keyOf(row.id) })
  else await dropJob(ctx, row.id)
}

export const dropJob = async (ctx: Context, id: string): Promise<void> => void (await ctx.jobs.cancel(ctx, keyOf(id)))
