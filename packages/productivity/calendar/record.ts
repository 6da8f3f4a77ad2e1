import type { CalendarEvent } from '@atom/contracts'
import { type Context, inZone } from '@atom/kernel'
import { type People, peopleIn } from '../people.ts'
import { missing } from '../record-store.ts'
import { type RowOf, store } from '../store.ts'

export type EventRow = RowOf<'calendar_event'>

export const eventRows = (ctx: Context) => store.from(ctx, 'calendar_event').selectAll().where('deleted_at', 'is', null)

export const peopleOf = (row: Pick<EventRow, 'people'>): string[] => JSON.parse(row.people) as string[]

function eventOf(ctx: Context, row: EventRow, people: People): CalendarEvent {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    title: row.title,
    start: inZone(row.start, zone),
    end: inZone(row.end, zone),
    allDay: row.all_day === 1,
    timeZone: row.time_zone,
    rrule: row.rrule ?? undefined,
    people: peopleOf(row).map(person => people.nameOf(person)),
    location: row.location ?? undefined,
    notes: row.notes ?? undefined,
    seriesId: row.series_id ?? undefined,
    seriesDate: row.series_date === null ? undefined : inZone(row.series_date, zone),
    createdAt: inZone(row.created_at, zone),
    updatedAt: inZone(row.updated_at, zone),
  }
}

export async function eventsOf(ctx: Context, rows: EventRow[]): Promise<CalendarEvent[]> {
  const people = await peopleIn(ctx, rows.flatMap(peopleOf))
  return rows.map(row => eventOf(ctx, row, people))
}

/** The whole row of an event that is not deleted. @throws kernel.not_found */
export async function eventRow(ctx: Context, id: string): Promise<EventRow> {
  const row = await eventRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing('calendar_event', id)
  return row
}

/** @throws kernel.not_found */
export const getEvent = async (ctx: Context, id: string): Promise<CalendarEvent> =>
  (await eventsOf(ctx, [await eventRow(ctx, id)]))[0] as CalendarEvent
