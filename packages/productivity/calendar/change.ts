import type { CalendarEvent, Conflict } from '@atom/contracts'
import { type Context, isDay } from '@atom/kernel'
import { productivityErrors } from '../errors.ts'
import { movedExceptions } from '../moved-exceptions.ts'
import { announce } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { store } from '../store.ts'
import { conflictsOf } from './conflicts-of.ts'
import { eventSearchText, type NewEvent } from './insert.ts'
import { namesOf } from './names-of.ts'
import { type EventRow, eventRow, eventsOf, peopleOf } from './record.ts'
import { endAfter, lengthOf, timesOf } from './times.ts'

type EventChange = { id: string } & Partial<Omit<NewEvent, 'rrule' | 'location' | 'notes'>> & {
    rrule?: string | null
    location?: string | null
    notes?: string | null
  }

/** An event in the words of the input, for undo. */
export async function eventBefore(ctx: Context, { id }: { id: string }): Promise<Record<string, unknown>> {
  const row = await eventRow(ctx, id)
  return {
    title: row.title,
    start: row.start,
    end: row.end,
    allDay: row.all_day === 1,
    timeZone: row.time_zone,
    rrule: row.rrule,
    people: peopleOf(row),
    location: row.location,
    notes: row.notes,
  }
}

/** The input that puts back what a change changed. Times go back together, since one may have moved the other. */
export function eventChangedBack(input: EventChange, before: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.keys(input).filter(field => field !== 'id')
  const times = fields.some(field => field === 'start' || field === 'end' || field === 'allDay')
  const back = new Set([...fields, ...(times ? ['start', 'end', 'allDay'] : [])])
  return { id: input.id, ...Object.fromEntries([...back].map(field => [field, before[field]])) }
}

/** A new start keeps the length, unless an end is given; a day made a time lasts an hour, a time made a day lasts that day. */
function newTimes(ctx: Context, row: EventRow, { start, end, allDay }: EventChange) {
  const zone = ctx.person.timeZone
  if (start === undefined) return timesOf(zone, row.start, end ?? row.end, allDay)
  if (end !== undefined) return timesOf(zone, start, end, allDay)
  return timesOf(zone, start, isDay(start) === isDay(row.start) ? endAfter(start, lengthOf(row)) : undefined, allDay)
}

export async function changeEvent(ctx: Context, input: EventChange): Promise<CalendarEvent & { conflicts: Conflict[] }> {
  const { id, ...change } = input
  if (Object.keys(change).length === 0) throw productivityErrors.no_change()
  const row = await eventRow(ctx, id)
  const times = newTimes(ctx, row, input)
  const moved = times.start !== row.start || times.end !== row.end
  const rrule = input.rrule === undefined ? row.rrule : input.rrule
  const people = input.people === undefined ? peopleOf(row) : [...new Set(input.people)]
  const series = { rrule, series_start: rrule === null ? null : times.start, time_zone: input.timeZone ?? row.time_zone }
  requireDates(rrule, times.start, series.time_zone)
  const next: EventRow = {
    ...row,
    title: input.title ?? row.title,
    ...times,
    all_day: isDay(times.start) ? 1 : 0,
    recurs: rrule === null ? 0 : 1,
    ...series,
    except: movedExceptions(row, series),
    people: JSON.stringify(people),
    location: input.location === undefined ? row.location : input.location,
    notes: input.notes === undefined ? row.notes : input.notes,
    updated_at: ctx.clock.now().toISOString(),
  }
  next.search_text = eventSearchText(next, await namesOf(ctx, people))
  const { workspace_id: _, id: __, ...columns } = next
  await store.update(ctx, 'calendar_event').set(columns).where('id', '=', id).execute()
  await announce(ctx, 'calendar_event', 'updated', id, {
    title: next.title,
    start: next.start,
    end: next.end,
    changed: Object.keys(change),
  })
  const [event] = await eventsOf(ctx, [next])
  return { ...(event as CalendarEvent), conflicts: moved ? await conflictsOf(ctx, next) : [] }
}
