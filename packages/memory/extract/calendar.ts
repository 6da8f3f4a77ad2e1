import ICAL from 'ical.js'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'

const components = ['vevent', 'vtodo', 'vjournal']

/** iCalendar: an entry a block, what it is first, then when, where and with whom. */
export function calendar(source: string): Extracted {
  // Several calendars in a row are read as one list.
  const parsed = ICAL.parse(source.trim()) as unknown[]
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed).map(jcal => new ICAL.Component(jcal as string))
  const text = new ExtractedText()
  let title: string | undefined
  for (const root of calendars) {
    title ??= said(root, 'x-wr-calname') || undefined
    for (const entry of root.getAllSubcomponents()) if (components.includes(entry.name)) text.add(entryText(entry), { kind: 'paragraph' })
  }
  return text.done(title ? { title } : {})
}

function entryText(entry: ICAL.Component): string {
  const [start, end] = [moment(entry, 'dtstart'), moment(entry, 'dtend')]
  const lines: [string, string][] = [
    ['', said(entry, 'summary')],
    ['When', [start, end && end !== start ? end : ''].filter(part => part !== '').join(' – ')],
    ['Lasts', said(entry, 'duration')],
    ['Due', moment(entry, 'due')],
    ['Repeats', said(entry, 'rrule')],
    ['Where', said(entry, 'location')],
    ['Organizer', people(entry, 'organizer')],
    ['With', people(entry, 'attendee')],
    ['Status', said(entry, 'status').toLowerCase()],
    ['Labels', all(entry, 'categories').join(', ')],
    ['Link', said(entry, 'url')],
    ['', said(entry, 'description')],
  ]
  return lines.flatMap(([name, value]) => (value === '' ? [] : [name ? `${name}: ${value}` : value])).join('\n')
}

const said = (component: ICAL.Component, name: string): string => String(component.getFirstPropertyValue(name) ?? '').trim()

const all = (component: ICAL.Component, name: string): string[] =>
  component.getAllProperties(name).flatMap(property => property.getValues().map(value => String(value)))

/** “2026-11-27 10:00 Europe/Berlin”, or a day. */
function moment(component: ICAL.Component, name: string): string {
  const property = component.getFirstProperty(name)
  const value = property?.getFirstValue()
  if (!property || !(value instanceof ICAL.Time)) return ''
  const zone = property.getFirstParameter('tzid') ?? (value.zone?.tzid === 'UTC' ? 'UTC' : '')
  const text = value.toString()
  return value.isDate ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}${zone ? ` ${zone}` : ''}`
}

function people(component: ICAL.Component, name: string): string {
  return component
    .getAllProperties(name)
    .map(property => {
      const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '')
      const person = property.getFirstParameter('cn')
      return person && person !== address ? `${person} <${address}>` : address
    })
    .join(', ')
}
