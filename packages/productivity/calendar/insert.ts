import type { CalendarEvent, Conflict } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { announce } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { searchText } from '../search.ts'
import { store } from '../store.ts'
import { conflictsOf } from './conflicts-of.ts'
import { namesOf } from './names-of.ts'
import { type EventRow, eventsOf } from './record.ts'
import { timesOf } from './times.ts'

export interface NewEvent {
  title: string
  start: string
  end?: string
  allDay?: boolean
  timeZone?: string
  rrule?: string
  people?: string[]
  location?: string
  notes?: string
}

export const eventSearchText = (event: { title: string; location?: string | null; notes?: string | null }, people: string[]): string =>
  searchText(event.title, event.location, event.notes, ...people)

/** The row of a new event, not yet written. */
export async function newEventRow(ctx: Context, input: NewEvent & { uid?: string; except?: string[] }): Promise<EventRow> {
  const now = ctx.clock.now().toISOString()
  const times = timesOf(ctx.person.timeZone, input.start, input.end, input.allDay)
  requireDates(input.rrule, times.start, input.timeZone ?? ctx.person.timeZone)
  const people = [...new Set(input.people ?? [])]
  return {
    workspace_id: ctx.workspaceId,
    id: newId(),
    title: input.title,
    ...times,
    all_day: times.start.length === 10 ? 1 : 0,
    recurs: input.rrule === undefined ? 0 : 1,
    time_zone: input.timeZone ?? ctx.person.timeZone,
    rrule: input.rrule ?? null,
    series_start: input.rrule === undefined ? null : times.start,
    except: JSON.stringify(input.except ?? []),
    people: JSON.stringify(people),
    location: input.location ?? null,
    notes: input.notes ?? null,
    uid: input.uid ?? null,
    series_id: null,
    series_date: null,
    search_text: eventSearchText(input, await namesOf(ctx, people)),
    created_by: ctx.person.id,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  }
}

export async function insertEvent(ctx: Context, input: NewEvent): Promise<CalendarEvent & { conflicts: Conflict[] }> {
  const row = await newEventRow(ctx, input)
  const conflicts = await conflictsOf(ctx, row)
  await store.insert(ctx, 'calendar_event', row).execute()
  await announce(ctx, 'calendar_event', 'created', row.id, { title: row.title, start: row.start, end: row.end })
  const [event] = await eventsOf(ctx, [row])
  return { ...(event as CalendarEvent), conflicts }
}
