import { onClock } from './days.ts'

export interface Zone {
  /** IANA name. */
  value: string
  /** “Europe/Berlin” without underscores. */
  label: string
  /** How far it is from UTC now: “UTC+1”. */
  offset: string
}

/** Every zone this browser knows, and UTC, which is in none of its lists. `own` is there whatever the browser knows. */
export function zones(own: string): string[] {
  return [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])].sort((a, b) =>
    a === 'UTC' ? -1 : b === 'UTC' ? 1 : a < b ? -1 : 1,
  )
}

/** A zone in words. */
export function describeZone(value: string, now: Date): Zone {
  const minutes = Math.round((Date.parse(`${onClock(now, value)}:00Z`) - Math.floor(now.getTime() / 60_000) * 60_000) / 60_000)
  const sign = minutes < 0 ? '−' : '+'
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  const offset = minutes === 0 ? 'UTC' : `UTC${sign}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
  return { value, label: value.replaceAll('_', ' '), offset }
}

/** Do these words find it? By its name, in any order, or by its distance: “berlin”, “new york”, “utc+1”. */
export const zoneHas = ({ label, offset }: Zone, words: string): boolean => {
  const text = `${label} ${offset}`.toLowerCase()
  return words
    .toLowerCase()
    .replaceAll('-', '−')
    .split(/[\s_]+/)
    .every(word => text.includes(word) || text.includes(word.replaceAll('−', '-')))
}
