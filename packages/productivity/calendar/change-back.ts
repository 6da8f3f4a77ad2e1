import type { CalendarEvent } from '@atom/contracts'
import type { Context, UndoCall } from '@atom/kernel'
import { writtenBy } from '../adding-to.ts'
import { ifStill } from '../if-still.ts'
import type { EventChange } from './change.ts'
import { isOn, occurrenceNamed } from './occurrence-named.ts'
import { type EventRow, eventRow, peopleOf } from './record.ts'

/** An event before a change, in the words of the input: for undo, and for what a sentence leaves unsaid. */
interface Before extends Record<string, unknown> {
  /** The event that is changed: another than the input's where a date was changed alone before. */
  id: string
  /** Set when the change takes dates out of a series: the first of them, and the rule where it takes all that follow. */
  taken?: { from: string; rrule?: string }
}

export async function eventBefore(ctx: Context, { id, date, following }: EventChange): Promise<Before> {
  const row = await eventRow(ctx, id)
  const whole = { ...fieldsOf(row), id }
  if (date === undefined || (row.rrule === null && !following && isOn(ctx, row.start, date))) return whole
  const named = await occurrenceNamed(ctx, row, date)
  if (following) return named.first ? whole : { ...whole, taken: { from: named.date, rrule: row.rrule as string } }
  return named.alone ? { ...fieldsOf(named.alone), id: named.alone.id } : { ...whole, taken: { from: named.date } }
}

const fieldsOf = (row: EventRow) => ({
  title: row.title,
  start: row.start,
  end: row.end,
  allDay: row.all_day === 1,
  timeZone: row.time_zone,
  rrule: row.rrule,
  people: peopleOf(row),
  location: row.location,
  notes: row.notes,
})

/** The call that puts back what a change changed. Times go back together, since one may have moved the other, and a rule with them. */
export function eventChangedBack(event: CalendarEvent, { date: _, following: __, ...input }: EventChange, before: Before): UndoCall {
  const { id, taken, ...fields } = before
  if (taken) {
    const cut = taken.rrule === undefined ? {} : { rrule: taken.rrule, from: taken.from }
    return { skill: 'calendar.rejoin', input: { id: event.id, series: input.id, ...cut }, ifStill: ifStill('calendar', event) }
  }
  const given = writtenBy(input)
  const times = given.some(field => field === 'start' || field === 'end' || field === 'allDay')
  const back = new Set([...given, ...(times ? ['start', 'end', 'allDay', ...(fields.rrule === null ? [] : ['rrule'])] : [])])
  return {
    skill: 'calendar.update',
    input: { id, ...Object.fromEntries([...back].map(field => [field, fields[field]])) },
    ifStill: ifStill('calendar', event, [...back]),
  }
}
