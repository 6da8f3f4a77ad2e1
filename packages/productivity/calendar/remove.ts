import type { Deleted } from '@atom/contracts'
import { type Context, dayIn, isDay } from '@atom/kernel'
import { productivityErrors } from '../errors.ts'
import { announce, missing, restore, softDelete } from '../record-store.ts'
import { dateOn, exceptionsOf, nextDate } from '../series.ts'
import { store } from '../store.ts'
import { occurrencesIn, windowOfDays } from './occurrences.ts'
import { type EventRow, eventRow, eventRows } from './record.ts'

type Filter = 'upcoming' | 'past' | 'all'

/** Deletes one event, one date of a recurring one, or what a filter names; with a day, only what takes place on it. */
export async function removeEvents(ctx: Context, { id, filter, date }: { id?: string; filter?: Filter; date?: string }): Promise<Deleted> {
  if ((id === undefined) === (filter === undefined)) throw productivityErrors.one_of()
  if (id !== undefined) {
    const row = await eventRow(ctx, id)
    if (date !== undefined) {
      await leaveOut(ctx, row, date)
      return { id, title: row.title, date, deleted: 1, ids: [id] }
    }
    return { id, title: row.title, deleted: 1, ids: await softDelete(ctx, 'calendar_event', [id]) }
  }
  if (date !== undefined) return clearDay(ctx, filter as Filter, date)
  const ids = await softDelete(ctx, 'calendar_event', await named(ctx, filter as Filter))
  return { deleted: ids.length, ids }
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

/** Everything on a day: single events go, recurring ones leave the day out. */
async function clearDay(ctx: Context, filter: Filter, day: string): Promise<Deleted> {
  const found = await occurrencesIn(ctx, windowOfDays(ctx, day, day), { limit: 1000 })
  const meant = found.map(({ row }) => row).filter(row => filter === 'all' || (filter === 'past') === isPast(ctx, { ...row, rrule: null }))
  const single = meant.filter(row => row.recurs === 0).map(row => row.id)
  const series = [...new Set(meant.filter(row => row.recurs === 1).map(row => row.id))]
  for (const id of series) await leaveOut(ctx, await eventRow(ctx, id), day)
  const ids = [...(await softDelete(ctx, 'calendar_event', single)), ...series]
  return { date: day, deleted: ids.length, ids }
}

/** @throws productivity.not_recurring, productivity.no_occurrence */
async function leaveOut(ctx: Context, row: EventRow, day: string): Promise<void> {
  if (row.rrule === null) {
    // A single event on that very day is what is meant; on another day it is not.
    if (dayOf(row, row.start) !== day) throw productivityErrors.not_recurring({ title: row.title })
    await softDelete(ctx, 'calendar_event', [row.id])
    return
  }
  const date = dateOn(row, day)
  if (date === undefined || exceptionsOf(row).includes(date)) throw productivityErrors.no_occurrence({ title: row.title, date: day })
  await setExceptions(ctx, row, [...exceptionsOf(row), date])
}

const dayOf = (row: EventRow, date: string): string => (isDay(date) ? date : dayIn(new Date(date), row.time_zone))

async function setExceptions(ctx: Context, row: EventRow, except: string[]): Promise<void> {
  await store
    .update(ctx, 'calendar_event')
    .set({ except: JSON.stringify(except), updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', row.id)
    .execute()
  await announce(ctx, 'calendar_event', 'updated', row.id, { title: row.title, changed: ['dates'] })
}

/** Brings events back; with a day, the left-out dates of that day too. */
export async function restoreEvents(ctx: Context, { ids, date }: { ids: string[]; date?: string }) {
  const back = await restore(ctx, 'calendar_event', ids)
  if (date === undefined) return { ids: back, restored: back.length }
  for (const id of ids) {
    const row = await eventRow(ctx, id)
    const left = exceptionsOf(row).filter(exception => dayOf(row, exception) !== date)
    if (row.rrule !== null && left.length < exceptionsOf(row).length) await setExceptions(ctx, row, left)
  }
  return { ids, restored: ids.length }
}

/** Takes back events that were just made. @throws kernel.not_found when none of them is there */
export async function retractEvents(ctx: Context, ids: string[]): Promise<string[]> {
  const gone = await softDelete(ctx, 'calendar_event', ids)
  if (gone.length === 0) throw missing('calendar_event', ids[0] ?? '')
  return gone
}
