import type { Reminder } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { productivityErrors } from '../errors.ts'
import { movedExceptions } from '../moved-exceptions.ts'
import { announce } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { searchText } from '../search.ts'
import { startOfSeries } from '../series.ts'
import { store } from '../store.ts'
import { otherThan, zoneFor } from './insert.ts'
import { getReminder, reminderRow } from './record.ts'
import { firesAt, keepJob, stillToCome } from './schedule.ts'

interface ReminderChange {
  id: string
  title?: string
  due?: string
  rrule?: string | null
  person?: string | null
  task?: string | null
}

/** A reminder in the words of the input, for undo. */
export async function reminderBefore(ctx: Context, { id }: { id: string }): Promise<Record<string, unknown>> {
  const row = await reminderRow(ctx, id)
  return { title: row.title, due: row.due, rrule: row.rrule, person: row.person, task: row.task_id }
}

/** A new date, rule or person schedules it anew, also one that has fired: whoever it is for now has not heard of it. */
export async function changeReminder(ctx: Context, input: ReminderChange): Promise<Reminder> {
  const { id, ...change } = input
  if (Object.keys(change).length === 0) throw productivityErrors.no_change()
  const row = await reminderRow(ctx, id)
  const title = input.title ?? row.title
  const person = input.person === undefined ? row.person : otherThan(row.created_by, input.person)
  const anew = input.due !== undefined || input.rrule !== undefined
  const rrule = input.rrule === undefined ? row.rrule : input.rrule
  const timeZone = anew || input.person !== undefined ? await zoneFor(ctx, person ?? row.created_by) : row.time_zone
  const handedOn = person !== row.person && row.status !== 'done'
  const start = startOfSeries(ctx, anew ? rrule : null, input.due ?? row.due, timeZone)
  const due = input.due === undefined ? start : stillToCome(ctx, start, rrule, timeZone)
  const series = { rrule, series_start: rrule ? due : null, time_zone: timeZone }
  if (anew) requireDates(rrule, due, timeZone)
  const next = {
    ...(anew
      ? {
          due,
          rrule,
          series_start: series.series_start,
          except: movedExceptions(row, series),
          snoozed_until: null,
          status: 'scheduled' as const,
        }
      : handedOn
        ? { snoozed_until: null, status: 'scheduled' as const }
        : { status: row.status }),
    fire_at: anew || handedOn ? firesAt(due, timeZone) : row.fire_at,
  }
  await store
    .update(ctx, 'reminder')
    .set({
      ...next,
      title,
      person,
      time_zone: timeZone,
      ...(input.task === undefined ? {} : { task_id: input.task }),
      search_text: searchText(title),
      updated_at: ctx.clock.now().toISOString(),
    })
    .where('id', '=', id)
    .execute()
  if (anew || handedOn) await keepJob(ctx, { id, ...next })
  await announce(ctx, 'reminder', 'updated', id, { title, changed: Object.keys(change) })
  return getReminder(ctx, id)
}
