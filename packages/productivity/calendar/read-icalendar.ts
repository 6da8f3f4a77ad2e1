import { AtomError, type Context, takeTurns, type UnitOfWork } from '@atom/kernel'
import ICAL from 'ical.js'
import { productivityErrors } from '../errors.ts'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import { type ImportedEvent, readEvent, type Skipped } from './icalendar-event.ts'
import { newEventRow } from './insert.ts'
import { namesOf } from './names-of.ts'
import { piecesOf } from './pieces-of.ts'
import { type EventRow, eventRows, peopleOf } from './record.ts'

/** How the UID ends that the export gives an event that has none. */
export const ownUid = '@atom'

/** Events that are kept in one transaction. */
const together = 100

/** An event of the text that was not kept. */
export interface LeftOut {
  title: string
  reason: string
}

/** Left-out events told of at most. */
const toldOf = 50

export interface Imported {
  created: number
  updated: number
  /** Events that could not be read, were called off, or have no start. */
  skipped: number
  /** Which those were, at most fifty of them, and why. */
  left: LeftOut[]
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
  const result: Imported = { created: 0, updated: 0, skipped: 0, left: [], ids: [] }
  for (const piece of piecesOf(ics.replace(/^\uFEFF/, '').trim())) {
    for (const component of parse(piece).getAllSubcomponents('vevent')) {
      const event = readSafely(ctx, component)
      if ('reason' in event) leaveOut(result, titleOf(component), event.reason)
      else read.push(event)
    }
    await takeTurns(ctx)
  }
  const events = withOverrides(read)
  for (let n = 0; n < events.length; n += together) {
    const kept = await unitOfWork.writing(ctx, tx => keep(tx, events.slice(n, n + together)))
    result.created += kept.created
    result.updated += kept.updated
    result.skipped += kept.skipped
    result.left = [...result.left, ...kept.left].slice(0, toldOf)
    result.ids.push(...kept.ids)
    await takeTurns(ctx)
  }
  return result
}

async function keep(tx: Context, events: ImportedEvent[]): Promise<Imported> {
  const result: Imported = { created: 0, updated: 0, skipped: 0, left: [], ids: [] }
  const known = await knownByUid(tx, events)
  for (const event of events) {
    if (event.cancelled) leaveOut(result, event.title, 'It was called off.')
    else await save(tx, event, known, result)
  }
  return result
}

function readSafely(ctx: Context, component: ICAL.Component): ImportedEvent | Skipped {
  try {
    return readEvent(component, ctx.person.timeZone)
  } catch (error) {
    ctx.log.debug({ err: error }, 'an event of a calendar text cannot be read')
    return { reason: 'It cannot be read.' }
  }
}

function leaveOut(result: Imported, title: string, reason: string): void {
  result.skipped++
  if (result.left.length < toldOf) result.left.push({ title: title.slice(0, 200), reason })
}

const titleOf = (component: ICAL.Component): string => String(component.getFirstPropertyValue('summary') ?? '').trim() || 'Untitled'

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

/** Events with these UIDs, and those whose UID the export made of their id. */
async function knownByUid(ctx: Context, events: ImportedEvent[]): Promise<Map<string, EventRow>> {
  const uids = events.map(event => event.uid)
  const own = uids.filter(uid => uid.endsWith(ownUid)).map(uid => uid.slice(0, -ownUid.length))
  const rows = await eventRows(ctx).where('uid', 'in', uids).execute()
  const known = new Map<string, EventRow>()
  if (own.length > 0) for (const row of await eventRows(ctx).where('id', 'in', own).execute()) known.set(`${row.id}${ownUid}`, row)
  for (const row of rows) if (row.uid !== null) known.set(row.uid, row)
  return known
}

async function save(ctx: Context, event: ImportedEvent, known: Map<string, EventRow>, result: Imported): Promise<void> {
  const { standsFor: _, cancelled: __, ...input } = event
  const row = await newEventRow(ctx, input).catch(error => {
    if (AtomError.is(error)) return error
    throw error
  })
  if (AtomError.is(row)) return leaveOut(result, event.title, row.message)
  const before = known.get(event.uid)
  const id = before?.id ?? row.id
  if (before) {
    const { workspace_id: _, id: __, created_by: ___, created_at: ____, ...columns } = row
    // A calendar text names people; who they are stays known where the names do.
    const names = await namesOf(ctx, peopleOf(before))
    if (JSON.stringify(names) === row.people) columns.people = before.people
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
