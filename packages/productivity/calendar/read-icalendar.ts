import { type Context, takeTurns } from '@atom/kernel'
import ICAL from 'ical.js'
import { productivityErrors } from '../errors.ts'
import { type ImportedEvent, readEvent, type Skipped } from './icalendar-event.ts'
import { type LeftOut, leftOut } from './left-out.ts'
import { piecesOf } from './pieces-of.ts'

/** What a calendar text holds. */
export interface CalendarText {
  /** Series before what stands for single dates of them. */
  events: ImportedEvent[]
  /** Events that could not be read. */
  skipped: number
  left: LeftOut[]
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

/** Reads all of a calendar text, and lets others have their turn meanwhile. @throws productivity.not_icalendar */
export async function readCalendar(ctx: Context, ics: string): Promise<CalendarText> {
  const events: ImportedEvent[] = []
  const result = { skipped: 0, left: [] as LeftOut[] }
  for (const piece of piecesOf(ics.replace(/^\uFEFF/, '').trim())) {
    for (const component of parse(piece).getAllSubcomponents('vevent')) {
      const event = readSafely(ctx, component)
      if ('reason' in event) leftOut(result, titleOf(component), event.reason)
      else events.push(event)
    }
    await takeTurns(ctx)
  }
  return { ...result, events: withOverrides(events) }
}

function readSafely(ctx: Context, component: ICAL.Component): ImportedEvent | Skipped {
  try {
    return readEvent(component, ctx.person.timeZone)
  } catch (error) {
    ctx.log.debug({ err: error }, 'an event of a calendar text cannot be read')
    return { reason: 'It cannot be read.' }
  }
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
  const series = events
    .filter(({ standsFor }) => standsFor === undefined)
    .map(event => ({ ...event, except: [...new Set([...event.except, ...(replaced.get(event.uid) ?? [])])] }))
  const standIns = events.filter(({ standsFor }) => standsFor !== undefined)
  return [...series, ...standIns.map(event => ({ ...event, uid: `${event.uid}#${event.standsFor}`, seriesUid: event.uid }))]
}
