import type { CalendarEvent, Conflict } from '@atom/contracts'
import { type Context, dayIn, isDay, newId } from '@atom/kernel'
import { listAfter, writtenBy } from '../adding-to.ts'
import { productivityErrors } from '../errors.ts'
import { movedDate, movedExceptions } from '../moved-exceptions.ts'
import { announce, softDelete } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { exceptionsOf } from '../series.ts'
import { store } from '../store.ts'
import { conflictsOf } from './conflicts-of.ts'
import { eventSearchText, type NewEvent } from './insert.ts'
import { namesOf } from './names-of.ts'
import { isOn, occurrenceNamed, standingFor } from './occurrence-named.ts'
import { type EventRow, eventRow, eventsOf, peopleOf } from './record.ts'
import { ruleOnDay } from './rule-on-day.ts'
import { setExceptions } from './set-exceptions.ts'
import { splitRule } from './split-rule.ts'
import { endAfter, lengthOf, timesOf } from './times.ts'

export type EventChange = { id: string; date?: string; following?: boolean } & EventFields

type EventFields = Partial<Omit<NewEvent, 'rrule' | 'location' | 'notes'>> & {
  rrule?: string | null
  location?: string | null
  notes?: string | null
  addPeople?: string[]
}

/** A new start keeps the length, unless an end is given; a day made a time lasts an hour, a time made a day lasts that day. */
function newTimes(ctx: Context, row: EventRow, { start, end, allDay }: EventFields) {
  const zone = ctx.person.timeZone
  if (start === undefined) return timesOf(zone, row.start, end ?? row.end, allDay)
  if (end !== undefined) return timesOf(zone, start, end, allDay)
  return timesOf(zone, start, isDay(start) === isDay(row.start) ? endAfter(start, lengthOf(row)) : undefined, allDay)
}

/** The row after a change, not yet written. @throws productivity.mixed_days, end_before_start, rule_without_dates */
async function changedRow(ctx: Context, row: EventRow, change: EventFields): Promise<EventRow> {
  const times = newTimes(ctx, row, change)
  const people = [...new Set(listAfter('people', peopleOf(row), { whole: change.people, added: change.addPeople }))]
  const time_zone = change.timeZone ?? row.time_zone
  const rrule = change.rrule === undefined ? movedRule(row, times.start, time_zone) : change.rrule
  const series = { rrule, series_start: rrule === null ? null : times.start, time_zone }
  requireDates(rrule, times.start, time_zone)
  const next: EventRow = {
    ...row,
    title: change.title ?? row.title,
    ...times,
    all_day: isDay(times.start) ? 1 : 0,
    recurs: rrule === null ? 0 : 1,
    ...series,
    except: movedExceptions(row, series),
    people: JSON.stringify(people),
    location: change.location === undefined ? row.location : change.location,
    notes: change.notes === undefined ? row.notes : change.notes,
    updated_at: ctx.clock.now().toISOString(),
  }
  next.search_text = eventSearchText(next, await namesOf(ctx, people))
  return next
}

/** A series that comes to another day repeats on that day from then on. */
function movedRule(row: EventRow, start: string, zone: string): string | null {
  if (row.rrule === null) return null
  const dayOf = (date: string, timeZone: string) => (isDay(date) ? date : dayIn(new Date(date), timeZone))
  return ruleOnDay(row.rrule, dayOf(row.start, row.time_zone), dayOf(start, zone))
}

/**
 * Changes an event; with `date` that one occurrence of a series, which becomes an event of its own, and with `following` too that one and all
 * later ones, which become a series of their own.
 * @throws productivity.no_change, following_needs_date, one_has_no_rule, not_recurring, no_occurrence
 */
export async function changeEvent(ctx: Context, input: EventChange): Promise<CalendarEvent & { conflicts: Conflict[] }> {
  const { id, date, following, ...change } = input
  if (Object.keys(change).length === 0) throw productivityErrors.no_change()
  if (following && date === undefined) throw productivityErrors.following_needs_date()
  const row = await eventRow(ctx, id)
  if (date === undefined) return changeWhole(ctx, row, change)
  // A single event on that very day is what is meant; on another day it is not.
  if (row.rrule === null && !following && isOn(ctx, row.start, date)) return changeWhole(ctx, row, change)
  const named = await occurrenceNamed(ctx, row, date)
  if (following) return named.first ? changeWhole(ctx, row, change) : changeFollowing(ctx, row, named.date, change)
  if (change.rrule) throw productivityErrors.one_has_no_rule()
  return named.alone ? changeWhole(ctx, named.alone, change) : changeOne(ctx, row, named.date, change)
}

async function changeWhole(ctx: Context, row: EventRow, change: EventFields) {
  const next = await changedRow(ctx, row, change)
  await writeEvent(ctx, next)
  await moveStandIns(ctx, row, next)
  return told(ctx, 'updated', next, change, next.start !== row.start || next.end !== row.end)
}

async function changeOne(ctx: Context, series: EventRow, date: string, change: EventFields) {
  const next: EventRow = {
    ...(await changedRow(ctx, { ...at(series, date), rrule: null, series_start: null, except: '[]' }, change)),
    id: newId(),
    created_at: ctx.clock.now().toISOString(),
    uid: null,
    series_id: series.id,
    series_date: date,
  }
  await store.insert(ctx, 'calendar_event', next).execute()
  await setExceptions(ctx, series, [...exceptionsOf(series), date])
  return told(ctx, 'created', next, change, true)
}

async function changeFollowing(ctx: Context, series: EventRow, date: string, change: EventFields) {
  const rules = splitRule(series, date)
  const except = exceptionsOf(series)
  const later: EventRow = {
    ...at(series, date),
    id: newId(),
    rrule: rules.from,
    series_start: date,
    except: JSON.stringify(except.filter(left => left >= date)),
    created_at: ctx.clock.now().toISOString(),
    uid: null,
  }
  const next = await changedRow(ctx, later, change)
  await store.insert(ctx, 'calendar_event', next).execute()
  const before = { rrule: rules.before, except: JSON.stringify(except.filter(left => left < date)) }
  await writeEvent(ctx, { ...series, ...before, updated_at: next.updated_at })
  await moveStandIns(ctx, { ...later, id: series.id }, next, date)
  await announce(ctx, 'calendar_event', 'updated', series.id, { title: series.title, changed: ['dates'] })
  return told(ctx, 'created', next, change, true)
}

/** A series as if it began with one of its dates. */
const at = (series: EventRow, date: string): EventRow => ({ ...series, start: date, end: endAfter(date, lengthOf(series)) })

async function writeEvent(ctx: Context, row: EventRow): Promise<void> {
  const { workspace_id: _, id, ...columns } = row
  await store.update(ctx, 'calendar_event').set(columns).where('id', '=', id).execute()
}

/** Events that stand for dates of a series, from one on, stand for the dates these became. They keep their own time. */
async function moveStandIns(ctx: Context, before: EventRow, after: EventRow, from = ''): Promise<void> {
  if (before.rrule === null) return
  const moved = movedDate(before, after)
  for (const { id, series_date } of await standingFor(ctx, before.id)) {
    if (series_date === null || series_date < from) continue
    await store
      .update(ctx, 'calendar_event')
      .set({ series_id: after.id, series_date: moved(series_date) })
      .where('id', '=', id)
      .execute()
  }
}

async function told(ctx: Context, what: 'created' | 'updated', row: EventRow, change: EventFields, moved: boolean) {
  const { id, title, start, end } = row
  await announce(ctx, 'calendar_event', what, id, { title, start, end, ...(what === 'updated' ? { changed: writtenBy(change) } : {}) })
  const [event] = await eventsOf(ctx, [row])
  return { ...(event as CalendarEvent), conflicts: moved ? await conflictsOf(ctx, row) : [] }
}

/**
 * Puts a changed date back into its series, or, with the rule the series had and the date it was cut at, all that follows.
 * @throws kernel.not_found where one of the two is gone
 */
export async function rejoin(ctx: Context, { id, series, rrule, from }: Rejoin): Promise<{ id: string }> {
  const row = await eventRow(ctx, id)
  const whole = await eventRow(ctx, series)
  if (rrule === undefined || from === undefined) {
    await setExceptions(
      ctx,
      whole,
      exceptionsOf(whole).filter(date => date !== row.series_date),
    )
  } else {
    const again = { ...whole, rrule, series_start: from }
    await moveStandIns(ctx, row, again)
    await writeEvent(ctx, { ...whole, rrule, updated_at: ctx.clock.now().toISOString() })
    await setExceptions(ctx, whole, [...exceptionsOf(whole), ...(JSON.parse(movedExceptions(row, again)) as string[])])
  }
  await softDelete(ctx, 'calendar_event', [id])
  return { id: series }
}

export interface Rejoin {
  id: string
  series: string
  rrule?: string
  from?: string
}
