import { createHash } from 'node:crypto'
import { addDays, isTimeZone, toUtc } from '@atom/kernel'
import ICAL from 'ical.js'
import { rrule as readableRule } from '../fields.ts'
import type { NewEvent } from './insert.ts'

/** One VEVENT as this package keeps it. */
export interface ImportedEvent extends NewEvent {
  /** What makes it known again; where the text gives none, what it holds. */
  uid: string
  /** Dates left out of a series, written as its start is. */
  except: string[]
  /** Set when it stands in for one date of the series with the same UID: that date. */
  standsFor?: string
  /** Then also the UID of that series; its own is made of both. */
  seriesUid?: string
  cancelled: boolean
}

/** Why an event is left out. */
export interface Skipped {
  reason: string
}

const longest = { title: 500, location: 500, notes: 100_000, person: 500, people: 200, uid: 1000 }

/** A time as it is kept: a day, or UTC. A zone is known by its IANA name, else by the VTIMEZONE the text brings; a time without a zone is the reader's. */
function write(time: ICAL.Time, tzid: string | undefined, zone: string): string {
  const local = time.toString().slice(0, 19)
  if (time.isDate) return local.slice(0, 10)
  if (time.zone?.tzid === 'UTC') return toUtc(`${local}Z`, zone)
  if (tzid !== undefined && isTimeZone(tzid)) return toUtc(local, tzid)
  if (tzid !== undefined && time.zone?.tzid === tzid) return new Date(time.toUnixTime() * 1000).toISOString()
  return toUtc(local, zone)
}

const tzidOf = (property: ICAL.Property | null): string | undefined => {
  const tzid = property?.getParameter('tzid')
  return typeof tzid === 'string' ? tzid : undefined
}

const text = (value: unknown, most: number): string | undefined => {
  const trimmed = typeof value === 'string' ? value.trim().slice(0, most) : ''
  return trimmed === '' ? undefined : trimmed
}

/** A person by name, or by address where there is no name. */
const personOf = (attendee: ICAL.Property): string | undefined =>
  text(attendee.getFirstParameter('cn'), longest.person) ?? text(String(attendee.getFirstValue()).replace(/^mailto:/i, ''), longest.person)

/** @returns undefined for what cannot be kept: no start, or a rule nobody can read. @throws whatever the parser throws on broken values */
export function readEvent(component: ICAL.Component, zone: string): ImportedEvent | Skipped {
  // Without being told so each event would look through all others for its exceptions.
  const event = new ICAL.Event(component, { exceptions: [] })
  const startProperty = component.getFirstProperty('dtstart')
  if (!startProperty || !event.startDate) return { reason: 'It has no start.' }
  const start = write(event.startDate, tzidOf(startProperty), zone)
  const endProperty = component.getFirstProperty('dtend')
  const hasEnd = endProperty !== null || component.hasProperty('duration')
  const end = hasEnd ? write(event.endDate, tzidOf(endProperty ?? startProperty), zone) : undefined
  const rule = component.getFirstPropertyValue('rrule')?.toString()
  if (rule !== undefined && !readableRule.safeParse(rule).success)
    return { reason: `Its recurrence rule cannot be followed: ${rule.slice(0, 200)}` }
  const standsFor = component.getFirstProperty('recurrence-id')
  const tzid = tzidOf(startProperty)
  return {
    uid: text(event.uid, longest.uid) ?? `sha256:${createHash('sha256').update(component.toString()).digest('hex')}`,
    title: text(event.summary, longest.title) ?? 'Untitled',
    start,
    // The standard names the day after the last one, ATOM the last one.
    end: end !== undefined && event.startDate.isDate ? lastDay(start, end) : end,
    timeZone: tzid !== undefined && isTimeZone(tzid) ? tzid : zone,
    rrule: standsFor ? undefined : rule,
    people: event.attendees
      .map(personOf)
      .filter(person => person !== undefined)
      .slice(0, longest.people),
    location: text(event.location, longest.location),
    notes: text(event.description, longest.notes),
    except: component
      .getAllProperties('exdate')
      .flatMap(property => property.getValues().map((time: ICAL.Time) => write(time, tzidOf(property), zone))),
    standsFor: standsFor ? write(standsFor.getFirstValue() as ICAL.Time, tzidOf(standsFor), zone) : undefined,
    cancelled: String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED',
  }
}

const lastDay = (start: string, end: string): string => {
  const last = addDays(end, -1)
  return last < start ? start : last
}
