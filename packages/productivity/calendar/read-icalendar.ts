import { AtomError, type Context, takeTurns, type UnitOfWork } from '@atom/kernel'
import ICAL from 'ical.js'
import { productivityErrors } from '../errors.ts'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import { type ImportedEvent, readEvent } from './icalendar-event.ts'
import { newEventRow } from './insert.ts'
import { piecesOf } from './pieces-of.ts'
import { type EventRow, eventRows } from './record.ts'

/** Events that are kept in one transaction. */
const together = 100

export interface Imported {
  created: number
  updated: number
  /** Events that could not be read, were called off, or have no start. */
  skipped: number
  ids: string[]
}

/** @throws productivity.not_icalendar */
function parse(ics: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[])
    if (calendar.name === 'vcalendar') return calendar
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be read.'
    throw productivityErrors.not_icalendar({ reason }, { cause })
  }
  throw productivityErrors.not_icalendar({ reason: 'it holds no VCALENDAR.' })
}

/**
 * Adds the events of a text, or changes those with the same UID. A changed date of a series becomes an event of its own. All of the text is read
 * before anything is kept; then a hundred events are kept at a time, each hundred for good, so that others come in between. Where it ends before
 * its end (the time is up, the caller is gone, the machine stops), the same text again brings the rest and doubles nothing.
 * @throws productivity.not_icalendar
 */
export async function readCalendar(unitOfWork: UnitOfWork, ctx: Context, { ics }: { ics: string }): Promise<Imported> {
  const read: ImportedEvent[] = []
  let unreadable = 0
  for (const piece of piecesOf(ics.replace(/^\uFEFF/, '').trim())) {
    for (const component of parse(piece).getAllSubcomponents('vevent')) {
      const event = readSafely(ctx, component)
      if (event) read.push(event)
      else unreadable++
    }
    await takeTurns(ctx)
  }
  const events = withOverrides(read)
  const result: Imported = { created: 0, updated: 0, skipped: unreadable, ids: [] }
  for (let n = 0; n < events.length; n += together) {
    const kept = await unitOfWork.writing(ctx, tx => keep(tx, events.slice(n, n + together)))
    result.created += kept.created
    result.updated += kept.updated
    result.skipped += kept.skipped
    result.ids.push(...kept.ids)
    await takeTurns(ctx)
  }
  return result
}

async function keep(tx: Context, events: ImportedEvent[]): Promise<Imported> {
  const result: Imported = { created: 0, updated: 0, skipped: 0, ids: [] }
  const known = await knownByUid(tx, events)
  for (const event of events) {
    if (event.cancelled) result.skipped++
    else await save(tx, event, known, result)
  }
  return result
}

function readSafely(ctx: Context, component: ICAL.Component): ImportedEvent | undefined {
  try {
    return readEvent(component, ctx.person.timeZone)
  } catch (error) {
    ctx.log.debug({ err: error }, 'an event of a calendar text cannot be read')
    return undefined
  }
}

/** Dates that other events stand in for are left out of their series. */
function withOverrides(events: ImportedEvent[]): ImportedEvent[] {
  const replaced = new Map<string, string[]>()
  for (const { uid, standsFor } of events) {
    if (standsFor === undefined) continue
    const others = replaced.get(uid)
    if (others) others.push(standsFor)
    else replaced.set(uid, [standsFor])
  }
  return events.map(event =>
    event.standsFor === undefined
      ? { ...event, except: [...new Set([...event.except, ...(replaced.get(event.uid) ?? [])])] }
      : { ...event, uid: `${event.uid}#${event.standsFor}` },
  )
}

async function knownByUid(ctx: Context, events: ImportedEvent[]): Promise<Map<string, EventRow>> {
  const rows = await eventRows(ctx)
    .where(
      'uid',
      'in',
      events.map(event => event.uid),
    )
    .execute()
  const known = new Map<string, EventRow>()
  for (const row of rows) if (row.uid !== null) known.set(row.uid, row)
  return known
}

async function save(ctx: Context, event: ImportedEvent, known: Map<string, EventRow>, result: Imported): Promise<void> {
  const { standsFor: _, cancelled: __, ...input } = event
  const row = await newEventRow(ctx, input).catch(error => {
    if (AtomError.is(error)) return undefined
    throw error
  })
  if (!row) {
    result.skipped++
    return
  }
  const before = known.get(event.uid)
  const id = before?.id ?? row.id
  if (before) {
    const { workspace_id: _, id: __, created_by: ___, created_at: ____, ...columns } = row
    await store.update(ctx, 'calendar_event').set(columns).where('id', '=', id).execute()
    result.updated++
  } else {
    await store.insert(ctx, 'calendar_event', row).execute()
    known.set(event.uid, row)
    result.created++
  }
  result.ids.push(id)
  await announce(ctx, 'calendar_event', before ? 'updated' : 'created', id, { title: row.title, start: row.start, end: row.end })
}
