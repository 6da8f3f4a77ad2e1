import type { Reminder } from '@atom/contracts'
import { type Context, inZone } from '@atom/kernel'
import { type People, peopleIn } from '../people.ts'
import { missing } from '../record-store.ts'
import { type RowOf, store } from '../store.ts'

export const reminderRows = (ctx: Context) => store.from(ctx, 'reminder').selectAll().where('deleted_at', 'is', null)

function reminderOf(ctx: Context, row: RowOf<'reminder'>, people: People): Reminder {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    title: row.title,
    due: inZone(row.due, zone),
    rrule: row.rrule ?? undefined,
    person: row.person === null ? undefined : people.nameOf(row.person),
    personId: row.person === null ? undefined : people.idOf(row.person),
    task: row.task_id ?? undefined,
    status: row.status,
    snoozedUntil: row.snoozed_until === null ? undefined : inZone(row.snoozed_until, zone),
    createdAt: inZone(row.created_at, zone),
    updatedAt: inZone(row.updated_at, zone),
  }
}

export async function remindersOf(ctx: Context, rows: RowOf<'reminder'>[]): Promise<Reminder[]> {
  const people = await peopleIn(
    ctx,
    rows.map(row => row.person),
  )
  return rows.map(row => reminderOf(ctx, row, people))
}

/** The whole row of a reminder that is not deleted. @throws kernel.not_found */
export async function reminderRow(ctx: Context, id: string): Promise<RowOf<'reminder'>> {
  const row = await reminderRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing('reminder', id)
  return row
}

/** @throws kernel.not_found */
export const getReminder = async (ctx: Context, id: string): Promise<Reminder> =>
  (await remindersOf(ctx, [await reminderRow(ctx, id)]))[0] as Reminder
