import type { Deleted } from '@atom/contracts'
import { type Context, dayIn, isDay } from '@atom/kernel'
import { affected } from '../affected.ts'
import { productivityErrors } from '../errors.ts'
import { announce, restore, retract, softDelete } from '../record-store.ts'
import { dateOn, exceptionsOf } from '../series.ts'
import { type RowOf, store } from '../store.ts'
import { filtered } from './page.ts'
import { reminderRow } from './record.ts'
import { dropJob, firesAt, keepJob, nextDue } from './schedule.ts'

/** Deletes one reminder, all that a filter names, or one date of a recurring reminder. */
export async function removeReminders(
  ctx: Context,
  { id, filter, date }: { id?: string; filter?: 'upcoming' | 'past' | 'all'; date?: string },
): Promise<Deleted> {
  if ((id === undefined) === (filter === undefined)) throw productivityErrors.one_of()
  if (id === undefined) {
    if (date !== undefined) throw productivityErrors.date_needs_id({ noun: 'reminder' })
    const rows = await (await filtered(ctx, { filter })).execute()
    const ids = await remove(
      ctx,
      rows.map(row => row.id),
    )
    return { deleted: ids.length, ids }
  }
  const row = await reminderRow(ctx, id)
  if (date !== undefined) return leaveOut(ctx, row, date)
  return { id, title: row.title, deleted: 1, ids: await remove(ctx, [id]) }
}

/** What `removeReminders` would take away. */
export async function affectedReminders(ctx: Context, { id, filter, date }: Parameters<typeof removeReminders>[1]) {
  if (id !== undefined) return affected(ctx, 'reminder', { ids: [id], date })
  return affected(ctx, 'reminder', { ids: (await (await filtered(ctx, { filter })).execute()).map(row => row.id) })
}

async function remove(ctx: Context, ids: string[]): Promise<string[]> {
  const gone = await softDelete(ctx, 'reminder', ids)
  for (const id of gone) await dropJob(ctx, id)
  return gone
}

async function setDates(ctx: Context, row: RowOf<'reminder'>, except: string[], due: string): Promise<void> {
  const fireAt = firesAt(due, row.time_zone)
  await store
    .update(ctx, 'reminder')
    .set({
      except: JSON.stringify(except),
      ...(due === row.due ? {} : { due, fire_at: fireAt, snoozed_until: null, status: 'scheduled' as const }),
      updated_at: ctx.clock.now().toISOString(),
    })
    .where('id', '=', row.id)
    .execute()
  if (due !== row.due) await keepJob(ctx, { id: row.id, status: 'scheduled', fire_at: fireAt })
  await announce(ctx, 'reminder', 'updated', row.id, { title: row.title, due, changed: ['due'] })
}

/** Leaves one date out; when it is the one it stands at, the reminder moves on, and without a next one it is deleted. */
async function leaveOut(ctx: Context, row: RowOf<'reminder'>, day: string): Promise<Deleted> {
  if (!row.rrule) throw productivityErrors.not_recurring({ title: row.title })
  const date = dateOn(row, day)
  const before = exceptionsOf(row)
  if (date === undefined || before.includes(date)) throw productivityErrors.no_occurrence({ title: row.title, date: day })
  const except = [...before, date]
  const due = date === row.due ? nextDue({ ...row, except: JSON.stringify(except) }, ctx.clock.now()) : row.due
  await setDates(ctx, row, except, due ?? row.due)
  if (due === undefined) await remove(ctx, [row.id])
  return { id: row.id, title: row.title, date: day, deleted: 1, ids: [row.id] }
}

/** Brings reminders back with their jobs; with a day, brings that date of a recurring reminder back. */
export async function restoreReminders(ctx: Context, { ids, date }: { ids: string[]; date?: string }) {
  const back = await restore(ctx, 'reminder', ids)
  for (const id of back) await keepJob(ctx, await reminderRow(ctx, id))
  if (date === undefined) return { ids: back, restored: back.length }
  for (const id of ids) {
    const row = await reminderRow(ctx, id)
    const except = exceptionsOf(row)
    const left = except.find(exception => (isDay(exception) ? exception : dayIn(new Date(exception), row.time_zone)) === date)
    if (left === undefined) continue
    const isNext = left < row.due
    await setDates(
      ctx,
      row,
      except.filter(exception => exception !== left),
      isNext ? left : row.due,
    )
  }
  return { ids, restored: ids.length }
}

/** Takes back a reminder that was just made. @throws kernel.not_found */
export async function retractReminder(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  await dropJob(ctx, id)
  return retract(ctx, 'reminder', id)
}
