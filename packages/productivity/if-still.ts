import type { UndoCall } from '@atom/kernel'
import { writtenBy } from './adding-to.ts'

/** What people write of a record, and the same name in its answer. What firing moves is not among the fields of a reminder. */
const written = {
  tasks: ['title', 'notes', 'status', 'priority', 'due', 'project', 'assignee', 'labels', 'rrule', 'parent'],
  calendar: ['title', 'start', 'end', 'allDay', 'timeZone', 'rrule', 'people', 'location', 'notes'],
  notes: ['title', 'body', 'labels'],
  contacts: ['name', 'email', 'phone', 'company', 'notes'],
  reminders: ['title', 'rrule', 'person', 'task'],
  projects: ['name', 'notes'],
} as const

/**
 * For the undo of what left a record so: it is still as it was left, in all that people write or in the fields given. Names that belong to other
 * records are known by id, so that a project called otherwise is no change of its tasks.
 */
export function ifStill(
  domain: keyof typeof written,
  record: { id: string },
  fields: readonly string[] = written[domain],
): NonNullable<UndoCall['ifStill']> {
  const values = record as Record<string, unknown>
  const known = fields.map(field => (values[`${field}Id`] === undefined ? field : `${field}Id`))
  return { skill: `${domain}.get`, input: { id: record.id }, fields: Object.fromEntries(known.map(field => [field, values[field]])) }
}

/** For the undo of a change: the fields that were written. */
export const ifStillChanged = (domain: keyof typeof written, record: { id: string }, input: object): NonNullable<UndoCall['ifStill']> =>
  ifStill(domain, record, writtenBy(input))
