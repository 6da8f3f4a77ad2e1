import { type CalendarEvent, type Contact, type Note, type Reminder, sayRecurrence, type Task } from '@atom/contracts'
import { noteName } from './notes/record.ts'

/** A record as somebody who looks for it would read it. Dates are written out, for a text that is kept has no today. */
export interface RecordText {
  title: string
  text: string
  /** Where the web app shows it. */
  uri: string
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day, or a moment as it is written: “Friday 27 November 2026, 15:00”. */
const written = (value: string): string => {
  const said = day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)).replace(',', '')
  return value.length === 10 ? said : `${said}, ${value.slice(11, 16)}`
}

/** Who reads it later may be elsewhere, so moments tell their zone. */
const inZone = (value: string, zone: string): string => (value.length === 10 ? '' : ` (${zone})`)

const lines = (...parts: (string | false | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== false && part !== '').join('\n')
const labels = (all: readonly string[]): string | undefined => (all.length === 0 ? undefined : `Labels: ${all.join(', ')}`)

/** @param zone the zone in which its times are given */
export const taskText = (task: Task, zone: string): RecordText => ({
  title: task.title,
  uri: `/tasks?task=${task.id}`,
  text: lines(
    `Task: ${task.title}`,
    `Status: ${task.status.replace('_', ' ')}`,
    task.priority !== 'normal' && `Priority: ${task.priority}`,
    task.due && `Due: ${written(task.due)}${inZone(task.due, zone)}`,
    task.rrule && `Repeats: ${sayRecurrence(task.rrule)}`,
    task.project && `Project: ${task.project}`,
    task.assignee && `Assigned to: ${task.assignee}`,
    labels(task.labels),
    task.notes && `\n${task.notes}`,
  ),
})

/** @param zone the zone in which its times are given */
export const eventText = (event: CalendarEvent, zone: string): RecordText => ({
  title: event.title,
  uri: `/calendar?event=${event.id}`,
  text: lines(
    `Meeting: ${event.title}`,
    `${event.start === event.end ? `On: ${written(event.start)}` : `From ${written(event.start)} to ${written(event.end)}`}${inZone(event.start, zone)}`,
    event.rrule && `Repeats: ${sayRecurrence(event.rrule)}`,
    event.location && `Place: ${event.location}`,
    event.people.length > 0 && `With: ${event.people.join(', ')}`,
    event.notes && `\n${event.notes}`,
  ),
})

export const noteText = (note: Note): RecordText => ({
  title: noteName(note),
  uri: `/notes?note=${note.id}`,
  text: lines(note.title && `# ${note.title}\n`, note.body, labels(note.labels)),
})

export const contactText = (contact: Contact): RecordText => ({
  title: contact.name,
  uri: `/contacts?contact=${contact.id}`,
  text: lines(
    `Contact: ${contact.name}`,
    contact.company && `Company: ${contact.company}`,
    contact.email && `E-mail: ${contact.email}`,
    contact.phone && `Phone: ${contact.phone}`,
    contact.notes && `\n${contact.notes}`,
  ),
})

/** @param zone the zone in which its times are given */
export const reminderText = (reminder: Reminder, zone: string): RecordText => ({
  title: reminder.title,
  uri: `/reminders?reminder=${reminder.id}`,
  text: lines(
    `Reminder: ${reminder.title}`,
    `At: ${written(reminder.due)}${inZone(reminder.due, zone)}`,
    reminder.rrule && `Repeats: ${sayRecurrence(reminder.rrule)}`,
    reminder.person && `For: ${reminder.person}`,
    `Status: ${reminder.status}`,
  ),
})
