import { sayRecurrence } from '@atom/contracts'
import { isDay } from './days.ts'
import { type Place, saySpan, sayWhen } from './say.ts'

/** Fields that mean nothing to a person. */
const dull = /^(id|ids|.*Id|timeZone|personId|createdAt|updatedAt|cursor|nextCursor|limit|undoId|wasDue|wasStatus|finishedCopy)$/
/** As the server makes them: one that has no name tells nobody anything. */
const isId = (value: unknown) => typeof value === 'string' && /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/.test(value)
const isMoment = (text: string) => isDay(text) || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)

/** `dueFrom` is “Due from”. */
export const fieldTitle = (name: string) => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase()
  return words === 'rrule' ? 'Repeats' : words.charAt(0).toUpperCase() + words.slice(1)
}

/** One value in words. */
export function sayValue(name: string, value: unknown, place: Place): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return new Intl.NumberFormat(place.locale).format(value)
  if (typeof value === 'string') {
    if (name === 'rrule') return sayRecurrence(value, place.locale)
    return isMoment(value) ? sayWhen(value, place) : value.replaceAll('_', ' ')
  }
  if (Array.isArray(value)) return value.map(one => sayValue(name, one, place)).join(', ')
  const record = value as Record<string, unknown>
  const own = record.title ?? record.name
  return typeof own === 'string'
    ? own
    : Object.entries(record)
        .map(([key, one]) => `${fieldTitle(key)}: ${sayValue(key, one, place)}`)
        .join('; ')
}

/** What people look for first. */
const first = ['title', 'name', 'start', 'end', 'due', 'rrule', 'project', 'assignee', 'people', 'priority']
const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)

/** What a record has when nobody said otherwise. */
const usual = (name: string, value: unknown) =>
  (name === 'status' && (value === 'open' || value === 'scheduled')) ||
  (name === 'priority' && value === 'normal') ||
  (name === 'allDay' && value === false)

/** The fields of a record that a person would want to read, in words, the most telling first. */
export const readableFields = (record: Record<string, unknown>, place: Place): { name: string; title: string; text: string }[] =>
  Object.entries(record)
    .filter(
      ([name, value]) =>
        !dull.test(name) && value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    )
    .filter(([name, value]) => !usual(name, value))
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => ({ name, title: fieldTitle(name), text: sayValue(name, value, place) }))

/** A record in one line: its title, and what else a person wants to know of it. Nothing for what has no title. */
export function summaryOf(value: unknown, place: Place): { title: string; rest: string[] } | undefined {
  const record = (value ?? {}) as Record<string, unknown>
  const title = record.title ?? record.name ?? record.body
  if (typeof title !== 'string' || !title) return undefined
  const said = (name: string, before = '') => {
    const text = record[name] ? sayValue(name, record[name], place) : ''
    return text && `${before}${text}`
  }
  const span = typeof record.start === 'string' && typeof record.end === 'string' ? saySpan(record.start, record.end, place) : ''
  const labels = Array.isArray(record.labels) ? record.labels.map(label => `#${label}`).join(' ') : ''
  const status = record.status === 'open' || record.status === 'scheduled' ? '' : said('status')
  const priority = record.priority === 'normal' ? '' : said('priority')
  const rest = [
    span,
    said('due'),
    said('rrule'),
    status,
    priority,
    said('project'),
    said('assignee', 'for '),
    said('people', 'with '),
    said('location'),
    said('email'),
    said('phone'),
    said('company'),
    labels,
  ]
  return { title: title.length > 120 ? `${title.slice(0, 118)}…` : title, rest: rest.filter(text => text !== '') }
}

/** An input with the names of what its ids stand for; the thing itself comes first, as a person calls it. */
export function withNames(input: Record<string, unknown>, named: Record<string, string> = {}): Record<string, unknown> {
  const { id, ...told } = { ...Object.fromEntries(Object.entries(input).filter(([, value]) => !isId(value))), ...named }
  return { ...(id === undefined ? {} : { title: id }), ...told }
}
