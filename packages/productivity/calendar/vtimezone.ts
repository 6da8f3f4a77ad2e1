import { offsetAt } from '@atom/kernel'
import ICAL from 'ical.js'

const day = 86_400_000
const minute = 60_000

/** Years after today for which clock changes are written; who imports the text later reads a newer one. */
const yearsAhead = 10

interface Change {
  /** Milliseconds. */
  at: number
  from: string
  to: string
}

/** Clock changes of a zone between two moments, found by halving. */
function changesBetween(zone: string, since: number, until: number): Change[] {
  const changes: Change[] = []
  for (let start = since; start < until; start += day) {
    const [from, to] = [offsetAt(start, zone), offsetAt(start + day, zone)]
    if (from === to) continue
    let [before, after] = [start, start + day]
    while (after - before > minute) {
      const middle = before + Math.floor((after - before) / 2 / minute) * minute
      if (offsetAt(middle, zone) === from) before = middle
      else after = middle
    }
    changes.push({ at: after, from, to })
  }
  return changes
}

const minutesOf = (offset: string): number => {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))
  return offset.startsWith('-') ? -minutes : minutes
}

/** The VTIMEZONE of an IANA zone, which RFC 5545 wants beside every TZID: one observance for each clock change since `since` (UTC). */
export function vtimezone(zone: string, since: string, now: Date): ICAL.Component {
  // A day before, so that a series which begins in the hour of a change has its offset.
  const start = Math.floor((Date.parse(since) - 400 * day) / day) * day
  const changes = changesBetween(zone, start, now.getTime() + yearsAhead * 366 * day)
  const first = offsetAt(start, zone)
  const component = new ICAL.Component('vtimezone')
  component.addPropertyWithValue('tzid', zone)
  for (const change of [{ at: start, from: first, to: first }, ...changes]) component.addSubcomponent(observance(change))
  return component
}

function observance({ at, from, to }: Change): ICAL.Component {
  const component = new ICAL.Component(minutesOf(to) > minutesOf(from) ? 'daylight' : 'standard')
  // The change is written in the time that was shown until then.
  const local = new Date(at + minutesOf(from) * minute).toISOString().slice(0, 19)
  component.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(local))
  component.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromString(from))
  component.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromString(to))
  return component
}
