import { AtomError, type Context } from '@atom/kernel'
import { announce, softDelete } from '../record-store.ts'
import { exceptionsOf } from '../series.ts'
import { store } from '../store.ts'
import type { ImportedEvent } from './icalendar-event.ts'
import { ImportChanges } from './import-changes.ts'
import { newEventRow } from './insert.ts'
import { type LeftOut, leftOut } from './left-out.ts'
import { namesOf } from './names-of.ts'
import { ownUid } from './own-uid.ts'
import { type EventRow, eventRows, peopleOf } from './record.ts'
import { setExceptions } from './set-exceptions.ts'

export interface Kept {
  created: number
  updated: number
  /** Events that were called off, or whose times make no sense. */
  skipped: number
  /** Which those were, at most fifty of them, and why. */
  left: LeftOut[]
  ids: string[]
}

/** Events that are there already. */
interface Known {
  byUid: Map<string, EventRow>
  /** By the series and the date they stand for: `<id> <date>`. */
  standIns: Map<string, EventRow>
  /** What becomes of them. */
  changes: ImportChanges
}

const standInKey = (series: string, date: string): string => `${series} ${date}`

/**
 * Adds events of a calendar text in one transaction, or changes those with the same UID. A changed date of a series becomes an event of its own.
 * What it did is written down under the id of the import.
 */
export async function keepEvents(tx: Context, events: ImportedEvent[], importId: string): Promise<Kept> {
  const result: Kept = { created: 0, updated: 0, skipped: 0, left: [], ids: [] }
  const changes = new ImportChanges()
  const known = { ...(await knownAmong(tx, events)), changes }
  for (const event of events) {
    const series = event.seriesUid === undefined ? undefined : known.byUid.get(event.seriesUid)
    if (event.cancelled) await callOff(tx, event, series, known, result)
    else await save(tx, event, series, known, result)
  }
  await changes.keep(tx, importId)
  return result
}

/** Events with these UIDs, those whose UID the export made of their id, and what stands for single dates of any of them. */
async function knownAmong(ctx: Context, events: ImportedEvent[]): Promise<Omit<Known, 'changes'>> {
  const uids = [...new Set(events.flatMap(({ uid, seriesUid }) => (seriesUid === undefined ? [uid] : [uid, seriesUid])))]
  const own = uids.filter(uid => uid.endsWith(ownUid)).map(uid => uid.slice(0, -ownUid.length))
  const byUid = new Map<string, EventRow>()
  if (own.length > 0) for (const row of await eventRows(ctx).where('id', 'in', own).execute()) byUid.set(`${row.id}${ownUid}`, row)
  for (const row of await eventRows(ctx).where('uid', 'in', uids).execute()) if (row.uid !== null) byUid.set(row.uid, row)
  const series = [...byUid.values()].filter(row => row.rrule !== null).map(row => row.id)
  const standIns = series.length === 0 ? [] : await eventRows(ctx).where('series_id', 'in', series).execute()
  return { byUid, standIns: new Map(standIns.map(row => [standInKey(String(row.series_id), String(row.series_date)), row])) }
}

const knownAs = ({ uid, standsFor = '' }: ImportedEvent, series: EventRow | undefined, { byUid, standIns }: Known) =>
  byUid.get(uid) ?? (series && standIns.get(standInKey(series.id, standsFor)))

/** A single date that was called off is none of its series any more. */
async function callOff(ctx: Context, event: ImportedEvent, series: EventRow | undefined, known: Known, result: Kept): Promise<void> {
  leftOut(result, event.title, 'It was called off.')
  if (!series) return
  await leaveToStandIn(ctx, event, series, known)
  const before = knownAs(event, series, known)
  if (!before) return
  known.changes.changes(before)
  await softDelete(ctx, 'calendar_event', [before.id])
}

/** The series leaves out the date another event stands for. */
async function leaveToStandIn(ctx: Context, { standsFor }: ImportedEvent, series: EventRow, { changes }: Known): Promise<void> {
  const except = exceptionsOf(series)
  if (standsFor === undefined || series.rrule === null || except.includes(standsFor)) return
  const next = [...except, standsFor]
  changes.changes(series)
  await setExceptions(ctx, series, next)
  series.except = JSON.stringify(next)
}

async function save(ctx: Context, event: ImportedEvent, series: EventRow | undefined, known: Known, result: Kept): Promise<void> {
  const { standsFor, seriesUid: _, cancelled: __, ...input } = event
  const row = await newEventRow(ctx, input).catch(error => {
    if (AtomError.is(error)) return error
    throw error
  })
  if (AtomError.is(row)) return leftOut(result, event.title, row.message)
  if (series?.rrule && standsFor !== undefined) {
    await leaveToStandIn(ctx, event, series, known)
    Object.assign(row, { series_id: series.id, series_date: standsFor })
  }
  const before = knownAs(event, series, known)
  const id = before?.id ?? row.id
  if (before) {
    const { workspace_id: _, id: __, created_by: ___, created_at: ____, ...columns } = row
    // A calendar text names people; who they are stays known where the names do.
    const names = await namesOf(ctx, peopleOf(before))
    if (JSON.stringify(names) === row.people) columns.people = before.people
    // Dates that were changed alone here stay so, whatever the text knows of them.
    const alone = [...known.standIns.values()].filter(({ series_id }) => series_id === id).map(({ series_date }) => series_date as string)
    if (alone.length > 0) columns.except = JSON.stringify([...new Set([...exceptionsOf(row), ...alone])])
    known.changes.changes(before)
    await store.update(ctx, 'calendar_event').set(columns).where('id', '=', id).execute()
    known.byUid.set(event.uid, { ...before, ...columns })
    result.updated++
  } else {
    await store.insert(ctx, 'calendar_event', row).execute()
    known.byUid.set(event.uid, row)
    known.changes.makes(row.id)
    result.created++
  }
  result.ids.push(id)
  await announce(ctx, 'calendar_event', before ? 'updated' : 'created', id, { title: row.title, start: row.start, end: row.end })
}
