import { addDays, type Context, inZone, isDay, toUtc } from '@atom/kernel'
import ICAL from 'ical.js'
import { exceptionsOf } from '../series.ts'
import { namesOf } from './names-of.ts'
import { ownUid } from './own-uid.ts'
import { type EventRow, eventRows, peopleOf } from './record.ts'
import { vtimezone } from './vtimezone.ts'

/** The whole calendar by RFC 5545. A series is written in its own zone, so that it stays at its hour; so is a single event, to come back as it was. */
export async function exportCalendar(ctx: Context): Promise<{ ics: string; events: number }> {
  const rows = await eventRows(ctx).orderBy('id').execute()
  const calendar = new ICAL.Component(['vcalendar', [], []])
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//ATOM//ATOM//EN')
  for (const [zone, since] of zonesOf(rows)) calendar.addSubcomponent(vtimezone(zone, since, ctx.clock.now()))
  const series = new Map(rows.filter(row => row.rrule !== null).map(row => [row.id, row]))
  const alone = Map.groupBy(
    rows.filter(row => row.rrule === null && row.series_id !== null && row.series_date !== null && series.has(row.series_id)),
    row => row.series_id as string,
  )
  for (const row of rows) {
    const standIns = new Set(alone.get(row.id)?.map(({ series_date }) => series_date))
    calendar.addSubcomponent(await vevent(ctx, row, row.rrule === null ? series.get(row.series_id ?? '') : undefined, standIns))
  }
  return { ics: `${calendar.toString()}\r\n`, events: rows.length }
}

/** The hour that a clock set back shows twice cannot be told in a zone; a single event in it is told in UTC. */
const inOwnZone = (row: EventRow): boolean => {
  const told = (value: string) => toUtc(inZone(value, row.time_zone).slice(0, 19), row.time_zone) === value
  return row.all_day === 0 && row.time_zone !== 'UTC' && (row.rrule !== null || (told(row.start) && told(row.end)))
}

/** Zones of the events, each with its earliest start. */
function zonesOf(rows: EventRow[]): Map<string, string> {
  const zones = new Map<string, string>()
  for (const row of rows.filter(inOwnZone)) {
    const since = zones.get(row.time_zone)
    if (since === undefined || row.start < since) zones.set(row.time_zone, row.start)
  }
  return zones
}

const uidOf = (row: EventRow): string => (row.uid === null || row.uid.includes('#') ? `${row.id}${ownUid}` : row.uid)

/** @param series what the event stands for one date of. @param standIns dates of it for which other events stand; they are not left out, but told by those */
async function vevent(ctx: Context, row: EventRow, series: EventRow | undefined, standIns: Set<string | null>): Promise<ICAL.Component> {
  const event = new ICAL.Component('vevent')
  const time = (name: string, value: string, whose = row) => {
    const property = new ICAL.Property(name)
    if (isDay(value)) property.setValue(ICAL.Time.fromDateString(value))
    else if (inOwnZone(whose)) {
      property.setParameter('tzid', whose.time_zone)
      property.setValue(ICAL.Time.fromDateTimeString(inZone(value, whose.time_zone).slice(0, 19)))
    } else property.setValue(ICAL.Time.fromDateTimeString(`${value.slice(0, 19)}Z`))
    event.addProperty(property)
  }
  event.addPropertyWithValue('uid', uidOf(series ?? row))
  if (series && row.series_date !== null) time('recurrence-id', row.series_date, series)
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString(`${row.updated_at.slice(0, 19)}Z`))
  event.addPropertyWithValue('summary', row.title)
  time('dtstart', row.start)
  time('dtend', row.all_day === 1 ? addDays(row.end, 1) : row.end)
  if (row.rrule !== null) event.addPropertyWithValue('rrule', ICAL.Recur.fromString(row.rrule))
  for (const exception of exceptionsOf(row)) if (!standIns.has(exception)) time('exdate', exception)
  if (row.location !== null) event.addPropertyWithValue('location', row.location)
  if (row.notes !== null) event.addPropertyWithValue('description', row.notes)
  for (const name of await namesOf(ctx, peopleOf(row))) {
    const attendee = new ICAL.Property('attendee')
    attendee.setParameter('cn', name.replace(/["\r\n]/g, ' '))
    attendee.setValue(/^\S+@\S+$/.test(name) ? `mailto:${name}` : 'invalid:nomail')
    event.addProperty(attendee)
  }
  return event
}
