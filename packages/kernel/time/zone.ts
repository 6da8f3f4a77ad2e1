import { Temporal } from 'temporal-polyfill'

const dayOnly = /^\d{4}-\d{2}-\d{2}$/
const hasZone = /(Z|[+-]\d{2}:?\d{2})$/

/** Is this a day alone, `2026-11-27`, rather than a moment? */
export const isDay = (value: string): boolean => dayOnly.test(value)

/** A day stays a day; a moment becomes UTC ISO 8601 with milliseconds. Without a zone it is read in `timeZone`; a time that a clock change skips moves forward. */
export function toUtc(value: string, timeZone: string): string {
  if (isDay(value)) return value
  if (hasZone.test(value)) return new Date(value).toISOString()
  return new Date(Temporal.PlainDateTime.from(value).toZonedDateTime(timeZone).epochMilliseconds).toISOString()
}

interface Offset {
  /** `+01:00`. */
  text: string
  milliseconds: number
}

const offsets = new Map<string, Map<number, Offset>>()
const quarterHour = 900_000

/** Remembered by quarter of an hour: no zone changes more often, and asking costs 100 times as much. */
function offsetOf(epochMilliseconds: number, timeZone: string): Offset {
  const quarter = Math.floor(epochMilliseconds / quarterHour)
  let ofZone = offsets.get(timeZone)
  if (ofZone === undefined || ofZone.size > 20_000) {
    ofZone = new Map()
    offsets.set(timeZone, ofZone)
  }
  let offset = ofZone.get(quarter)
  if (offset === undefined) {
    const moment = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(timeZone)
    const text = moment.offset.slice(0, 6)
    const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6))
    offset = { text, milliseconds: (text[0] === '-' ? -minutes : minutes) * 60_000 }
    ofZone.set(quarter, offset)
  }
  return offset
}

/** Offset of a zone at a moment, as `+01:00`. */
export const offsetAt = (epochMilliseconds: number, timeZone: string): string => offsetOf(epochMilliseconds, timeZone).text

const written = new Map<string, Map<string, string>>()

/** A stored moment as this person writes it: `2026-11-25T15:00:00+01:00`. A day stays a day. Lists show the same moments again and again, so answers are remembered. */
export function inZone(value: string, timeZone: string): string {
  let ofZone = written.get(timeZone)
  if (ofZone === undefined || ofZone.size > 20_000) {
    ofZone = new Map()
    written.set(timeZone, ofZone)
  }
  let text = ofZone.get(value)
  if (text === undefined) {
    text = isDay(value) ? value : writtenAt(Date.parse(value), timeZone)
    ofZone.set(value, text)
  }
  return text
}

function writtenAt(moment: number, timeZone: string): string {
  const offset = offsetOf(moment, timeZone)
  return new Date(moment + offset.milliseconds).toISOString().slice(0, 19) + offset.text
}

/** The calendar day of a moment in a zone. */
export const dayIn = (moment: Date, timeZone: string): string => inZone(moment.toISOString(), timeZone).slice(0, 10)

/** First moment of a day in a zone, UTC. */
export const startOfDay = (day: string, timeZone: string): string => toUtc(`${day}T00:00`, timeZone)

/** The day so many days later. */
export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** Is this an IANA zone this machine knows? */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

let ownZone: string | undefined
/** Asked once: the answer stays the same, and costs a tenth of a millisecond. */
export function serverTimeZone(): string {
  ownZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return ownZone
}
