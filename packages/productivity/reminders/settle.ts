import { type Reminder, reminderStatuses } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { z } from 'zod'
import { productivityErrors } from '../errors.ts'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import { getReminder, reminderRow } from './record.ts'
import { firesAt, keepJob, nextDue } from './schedule.ts'

/** Where a reminder stands: what dismissing, snoozing and firing change, and what undo puts back. Times in UTC. */
export const ReminderState = {
  id: z.string(),
  status: z.enum(reminderStatuses),
  due: z.string(),
  fireAt: z.string(),
  snoozedUntil: z.string().nullable(),
}
export type ReminderState = z.infer<z.ZodObject<typeof ReminderState>>

/** @throws kernel.not_found */
export async function reminderState(ctx: Context, id: string): Promise<ReminderState> {
  const row = await reminderRow(ctx, id)
  return { id, status: row.status, due: row.due, fireAt: row.fire_at, snoozedUntil: row.snoozed_until }
}

async function write(ctx: Context, { id, status, due, fireAt, snoozedUntil }: ReminderState): Promise<void> {
  await store
    .update(ctx, 'reminder')
    .set({ status, due, fire_at: fireAt, snoozed_until: snoozedUntil, updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', id)
    .execute()
  await keepJob(ctx, { id, status, fire_at: fireAt })
}

export async function setState(ctx: Context, state: ReminderState): Promise<Reminder> {
  await reminderRow(ctx, state.id)
  await write(ctx, state)
  const reminder = await getReminder(ctx, state.id)
  await announce(ctx, 'reminder', 'updated', state.id, { title: reminder.title })
  return reminder
}

/** It moves to its next date when it repeats, or ends with this status. */
export async function moveOn(ctx: Context, id: string, ended: 'fired' | 'done'): Promise<void> {
  const row = await reminderRow(ctx, id)
  const now = ctx.clock.now()
  // What was snoozed had fired already and stands at its next date: that one is still to come.
  const ahead = row.snoozed_until !== null && firesAt(row.due, row.time_zone) > now.toISOString()
  const next = !row.rrule ? undefined : ahead ? row.due : nextDue(row, now)
  await write(
    ctx,
    next === undefined
      ? { id, status: ended, due: row.due, fireAt: row.fire_at, snoozedUntil: null }
      : { id, status: 'scheduled', due: next, fireAt: firesAt(next, row.time_zone), snoozedUntil: null },
  )
}

export async function dismissReminder(ctx: Context, id: string): Promise<Reminder> {
  await moveOn(ctx, id, 'done')
  const reminder = await getReminder(ctx, id)
  await announce(ctx, 'reminder', 'completed', id, { title: reminder.title })
  return reminder
}

const minute = 60_000
/** Minutes a snooze lasts unless told. */
const nap = 10

/**
 * The date itself stays, so that a series keeps its rhythm. Minutes count from the moment it would fire where that is still to come: putting off never
 * makes it earlier. A series that is not put off counts from now, because what was just told is put off and not its next date. A day to wait for means 09:00.
 */
export async function putOff(
  ctx: Context,
  { id, durationMinutes, until }: { id: string; durationMinutes?: number; until?: string },
): Promise<Reminder> {
  const row = await reminderRow(ctx, id)
  const now = ctx.clock.now()
  const waits = row.status === 'scheduled' && (row.rrule === null || row.snoozed_until !== null) ? Date.parse(row.fire_at) : 0
  const from = Math.max(now.getTime(), waits)
  const fireAt =
    until === undefined ? new Date(from + (durationMinutes ?? nap) * minute).toISOString() : firesAt(until, ctx.person.timeZone)
  if (fireAt <= now.toISOString()) throw productivityErrors.in_the_past()
  return setState(ctx, { id, status: 'scheduled', due: row.due, fireAt, snoozedUntil: fireAt })
}
