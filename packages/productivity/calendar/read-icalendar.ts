import { AtomError, type Context } from '@atom/kernel'
import ICAL from 'ical.js'
import { productivityErrors } from '../errors.ts'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import { type ImportedEvent, readEvent } from './icalendar-event.ts'
import { newEventRow } from './insert.ts'
import { type EventRow, eventRows } from './record.ts'

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
    const calendar = new ICAL.Component(ICAL.parse(ics.replace(/^\uFEFF/, '').trim()) as unknown[])
    if (calendar.name === 'vcalendar') return calendar
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be read.'
    throw productivityErrors.not_icalendar({ reason }, { cause })
  }
  throw productivityErrors.not_icalendar({ reason: 'it holds no VCALENDAR.' })
}

/** Adds the events of a text, or changes those with the same UID. A changed date of a series becomes an event of its own. */
export async function importCalendar(ctx: Context, { ics }: { ics: string }): Promise<Imported> {
  const result: Imported = { created: 0, updated: 0, skipped: 0, ids: [] }
  const read: ImportedEvent[] = []
  for (const component of parse(ics).getAllSubcomponents('vevent')) {
    const event = readSafely(ctx, component)
    if (event) read.push(event)
    else result.skipped++
  }
  const events = withOverrides(read)
  const known = await knownByUid(ctx, events)
  for (const event of events) {
    if (event.cancelled) result.skipped++
    else await save(ctx, event, known, result)
  }
  return result
}

function readSafely(ctx: Context, component: ICAL.Component): ImportedEvent | undefined {
  try {
    return readEvent(component, ctx.person.timeZone)
  } catch (error) {
    ctx.log.debug({ error }, 'an event of a calendar text cannot be read')
    return undefined
  }
}

/** Dates that other events stand in for are left out of their series. */
function withOverrides(events: ImportedEvent[]): ImportedEvent[] {
  const replaced = new Map<string, string[]>()
  for (const { uid, standsFor } of events) if (standsFor !== undefined) replaced.set(uid, [...(replaced.get(uid) ?? []), standsFor])
  return events.map(event =>
    event.standsFor === undefined
      ? { ...event, except: [...new Set([...event.except, ...(replaced.get(event.uid) ?? [])])] }
      : { ...event, uid: `${event.uid}#${event.standsFor}` },
  )
}

async function knownByUid(ctx: Context, events: ImportedEvent[]): Promise<Map<string, EventRow>> {
  const uids = events.map(event => event.uid).filter(Boolean)
  const known = new Map<string, EventRow>()
  for (let i = 0; i < uids.length; i += 500) {
    const rows = await eventRows(ctx)
      .where('uid', 'in', uids.slice(i, i + 500))
      .execute()
    for (const row of rows) if (row.uid !== null) known.set(row.uid, row)
  }
  return known
}

async function save(ctx: Context, event: ImportedEvent, known: Map<string, EventRow>, result: Imported): Promise<void> {
  const { standsFor: _, cancelled: __, uid, ...input } = event
  const row = await newEventRow(ctx, { ...input, ...(uid ? { uid } : {}) }).catch(error => {
    if (AtomError.is(error)) return undefined
    throw error
  })
  if (!row) {
    result.skipped++
    return
  }
  const before = uid ? known.get(uid) : undefined
  const id = before?.id ?? row.id
  if (before) {
    const { workspace_id: _, id: __, created_by: ___, created_at: ____, ...columns } = row
    await store.update(ctx, 'calendar_event').set(columns).where('id', '=', id).execute()
    result.updated++
  } else {
    await store.insert(ctx, 'calendar_event', row).execute()
    if (uid) known.set(uid, row)
    result.created++
  }
  result.ids.push(id)
  await announce(ctx, 'calendar_event', before ? 'updated' : 'created', id, { title: row.title, start: row.start, end: row.end })
}
