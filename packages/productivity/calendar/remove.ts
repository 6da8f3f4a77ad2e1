import type { Deleted } from '@atom/contracts'
import { type Context, dayIn, isDay, toUtc } from '@atom/kernel'
import { affected } from '../affected.ts'
import { productivityErrors } from '../errors.ts'
import { announce, restore, softDelete } from '../record-store.ts'
import { exceptionsOf, nextDate } from '../series.ts'
import { store } from '../store.ts'
import { isOn, occurrenceNamed, standingFor } from './occurrence-named.ts'
import { occurrencesIn, windowOfDays } from './occurrences.ts'
import { type EventRow, eventRow, eventRows } from './record.ts'
import { setExceptions } from './set-exceptions.ts'
import { splitRule } from './split-rule.ts'

type Filter = 'upcoming' | 'past' | 'all'

interface Removal {
  id?: string
  filter?: Filter
  /** A day, or with `id` the moment an occurrence starts at. */
  date?: string
  following?: boolean
}

/** Deletes one event, one date of a recurring one or all from a date on, or what a filter names; with a day, only what takes place on it. */
export async function removeEvents(ctx: Context, { id, filter, date, following }: Removal): Promise<Deleted> {
  if ((id === undefined) === (filter === undefined)) throw productivityErrors.one_of()
  if (following && (id === undefined || date === undefined)) throw productivityErrors.following_needs_date()
  if (id !== undefined) {
    const row = await eventRow(ctx, id)
    const one = { id, title: row.title, deleted: 1 }
    if (date === undefined) return { ...one, ids: await removeWhole(ctx, row) }
    if (following) return { ...one, date, following, ids: await cutOff(ctx, row, date) }
    return { ...one, date, ids: [await leaveOut(ctx, row, date)] }
  }
  if (date !== undefined) return clearDay(ctx, filter as Filter, date)
  const ids = await softDelete(ctx, 'calendar_event', await named(ctx, filter as Filter))
  return { deleted: ids.length, ids }
}

/** What `removeEvents` would take away. */
export async function affectedEvents(ctx: Context, { id, filter, date, following }: Removal) {
  if (id === undefined)
    return affected(
      ctx,
      'event',
      date === undefined ? { ids: await named(ctx, filter as Filter) } : { ids: await onDay(ctx, filter as Filter, date), date },
    )
  if (date === undefined) return affected(ctx, 'event', { ids: await wholeOf(ctx, await eventRow(ctx, id)) })
  return affected(ctx, 'event', { ids: [id], date, following })
}

/** What undo needs to know of a series before a part of it is deleted: which date it was, and the rule that named all that follow. */
export async function removalBefore(ctx: Context, { id, date, following }: Removal): Promise<{ date?: string; rrule?: string }> {
  if (id === undefined || date === undefined) return {}
  const row = await eventRow(ctx, id)
  if (row.rrule === null) return {}
  return following ? { rrule: row.rrule } : { date: (await occurrenceNamed(ctx, row, date)).date }
}

/** A series goes with what stands for single dates of it. */
async function removeWhole(ctx: Context, row: EventRow): Promise<string[]> {
  return softDelete(ctx, 'calendar_event', await wholeOf(ctx, row))
}

const wholeOf = async (ctx: Context, row: EventRow): Promise<string[]> => [
  row.id,
  ...(row.rrule === null ? [] : await standingFor(ctx, row.id)).map(({ id }) => id),
]

/** Ends a series before one of its dates. */
async function cutOff(ctx: Context, row: EventRow, day: string): Promise<string[]> {
  const { date, first } = await occurrenceNamed(ctx, row, day)
  if (first) return removeWhole(ctx, row)
  await setRule(ctx, row, splitRule(row, date).before)
  const later = (await standingFor(ctx, row.id)).filter(({ series_date }) => series_date !== null && series_date >= date)
  return [
    row.id,
    ...(await softDelete(
      ctx,
      'calendar_event',
      later.map(({ id }) => id),
    )),
  ]
}

async function setRule(ctx: Context, row: EventRow, rrule: string): Promise<void> {
  await store.update(ctx, 'calendar_event').set({ rrule, updated_at: ctx.clock.now().toISOString() }).where('id', '=', row.id).execute()
  await announce(ctx, 'calendar_event', 'updated', row.id, { title: row.title, changed: ['dates'] })
}

/** A series is past once none of its dates is to come. */
async function named(ctx: Context, filter: Filter): Promise<string[]> {
  const rows = await eventRows(ctx).execute()
  return rows.filter(row => filter === 'all' || (filter === 'past') === isPast(ctx, row)).map(row => row.id)
}

function isPast(ctx: Context, row: EventRow): boolean {
  const now = ctx.clock.now()
  const over = isDay(row.end) ? row.end < dayIn(now, ctx.person.timeZone) : row.end < now.toISOString()
  return over && (row.rrule === null || nextDate(row, row.start, now) === undefined)
}

/** What takes place on a day (or that of a moment), and is meant. */
async function meantOn(ctx: Context, filter: Filter, date: string): Promise<EventRow[]> {
  const zone = ctx.person.timeZone
  const day = isDay(date) ? date : dayIn(new Date(toUtc(date, zone)), zone)
  const found = await occurrencesIn(ctx, windowOfDays(ctx, day, day), { limit: 1000 })
  return found.map(({ row }) => row).filter(row => filter === 'all' || (filter === 'past') === isPast(ctx, { ...row, rrule: null }))
}

const onDay = async (ctx: Context, filter: Filter, date: string): Promise<string[]> => [
  ...new Set((await meantOn(ctx, filter, date)).map(({ id }) => id)),
]

/** Everything on a day: single events go, recurring ones leave the day out. */
async function clearDay(ctx: Context, filter: Filter, date: string): Promise<Deleted> {
  const meant = await meantOn(ctx, filter, date)
  const single = meant.filter(row => row.recurs === 0).map(row => row.id)
  const series = meant.filter(row => row.recurs === 1)
  for (const row of series) await leaveOut(ctx, await eventRow(ctx, row.id), row.start)
  const ids = [...(await softDelete(ctx, 'calendar_event', single)), ...new Set(series.map(row => row.id))]
  return { date, deleted: ids.length, ids }
}

/** @returns the event that is no more, or the series that is now without the date. @throws productivity.not_recurring, productivity.no_occurrence */
async function leaveOut(ctx: Context, row: EventRow, day: string): Promise<string> {
  if (row.rrule === null) {
    // A single event on that very day is what is meant; on another day it is not.
    if (!isOn(ctx, row.start, day)) throw productivityErrors.not_recurring({ title: row.title })
    await softDelete(ctx, 'calendar_event', [row.id])
    return row.id
  }
  const { date, alone } = await occurrenceNamed(ctx, row, day)
  if (alone) await softDelete(ctx, 'calendar_event', [alone.id])
  else await setExceptions(ctx, row, [...exceptionsOf(row), date])
  return alone?.id ?? row.id
}

/** Brings events back; with a date, the left-out dates of that day (or moment) too, and with a rule all that a series was cut off from. */
export async function restoreEvents(ctx: Context, { ids, date, rrule }: { ids: string[]; date?: string; rrule?: string }) {
  const back = await restore(ctx, 'calendar_event', ids)
  if (rrule !== undefined) await setRule(ctx, await eventRow(ctx, ids[0] as string), rrule)
  if (date === undefined) return { ids: back, restored: back.length }
  for (const id of ids) {
    const row = await eventRow(ctx, id)
    if (row.rrule === null) continue
    const alone = new Set((await standingFor(ctx, id)).map(({ series_date }) => series_date))
    const left = exceptionsOf(row).filter(exception => alone.has(exception) || !isOn(ctx, exception, date))
    if (left.length < exceptionsOf(row).length) await setExceptions(ctx, row, left)
  }
  return { ids, restored: ids.length }
}
