import type { Reminder } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { peopleIn } from '../people.ts'
import { announce } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { searchText } from '../search.ts'
import { seriesColumns, startOfSeries } from '../series.ts'
import { store } from '../store.ts'
import { getReminder } from './record.ts'
import { firesAt, keepJob, stillToCome } from './schedule.ts'

interface NewReminder {
  title: string
  due: string
  rrule?: string
  person?: string
  task?: string
}

/** Who made it is who is reminded without saying so. */
export const otherThan = (maker: string, person: string | null | undefined): string | null =>
  person === undefined || person === maker ? null : person

/** Zone in which 09:00 is meant and the series repeats: that of the member who is reminded. */
export async function zoneFor(ctx: Context, person: string): Promise<string> {
  return (await peopleIn(ctx, [person])).member(person)?.timeZone ?? ctx.person.timeZone
}

export async function insertReminder(ctx: Context, input: NewReminder): Promise<Reminder> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  const person = otherThan(ctx.person.id, input.person)
  const zone = await zoneFor(ctx, person ?? ctx.person.id)
  const due = stillToCome(ctx, startOfSeries(ctx, input.rrule, input.due, zone), input.rrule, zone)
  requireDates(input.rrule, due, zone)
  const fireAt = firesAt(due, zone)
  await store
    .insert(ctx, 'reminder', {
      id,
      title: input.title,
      due,
      ...seriesColumns(ctx, input.rrule, due),
      time_zone: zone,
      fire_at: fireAt,
      status: 'scheduled',
      snoozed_until: null,
      person,
      task_id: input.task ?? null,
      search_text: searchText(input.title),
      created_by: ctx.person.id,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .execute()
  await keepJob(ctx, { id, status: 'scheduled', fire_at: fireAt })
  await announce(ctx, 'reminder', 'created', id, { title: input.title, due })
  return getReminder(ctx, id)
}
