import type { EventKind } from '@atom/kernel'

const id = '0192f0c4-7b1e-7d6a-9c55-0a4f3c1b2d3e'
const changed = ['due']
const task = {
  id,
  title: 'Call Dana',
  status: 'open',
  priority: 'urgent',
  due: '2026-11-27',
  project: 'Renovation',
  assignee: 'Dana',
}
const meeting = { id, title: 'Dentist', start: '2026-11-27T10:00:00.000Z', end: '2026-11-27T10:30:00.000Z' }
const reminder = { id, title: 'Take the cake out' }

/** What happens to the records of this package. */
export const productivityEvents: EventKind[] = [
  { name: 'task.created', title: 'A task was added', record: 'tasks.get', example: task },
  { name: 'task.updated', title: 'A task was changed', record: 'tasks.get', example: { ...task, changed } },
  { name: 'task.assigned', title: 'A task was assigned', record: 'tasks.get', example: task },
  { name: 'task.completed', title: 'A task was done', record: 'tasks.get', example: { ...task, status: 'done' } },
  { name: 'task.deleted', title: 'A task was deleted', example: { id } },
  { name: 'event.created', title: 'A meeting was added', record: 'calendar.get', example: meeting },
  { name: 'event.updated', title: 'A meeting was changed', record: 'calendar.get', example: { ...meeting, changed: ['start', 'end'] } },
  { name: 'event.deleted', title: 'A meeting was deleted', example: { id } },
  { name: 'note.created', title: 'A note was written', record: 'notes.get', example: { id, title: 'Ideas' } },
  { name: 'note.updated', title: 'A note was changed', record: 'notes.get', example: { id, title: 'Ideas' } },
  { name: 'note.deleted', title: 'A note was deleted', example: { id } },
  { name: 'contact.created', title: 'A contact was added', record: 'contacts.get', example: { id, name: 'Dana Weiss' } },
  {
    name: 'contact.updated',
    title: 'A contact was changed',
    record: 'contacts.get',
    example: { id, name: 'Dana Weiss', changed: ['email'] },
  },
  { name: 'contact.deleted', title: 'A contact was deleted', example: { id } },
  {
    name: 'reminder.created',
    title: 'A reminder was set',
    record: 'reminders.get',
    example: { ...reminder, due: '2026-11-27T10:00:00.000Z' },
  },
  { name: 'reminder.updated', title: 'A reminder was changed', record: 'reminders.get', example: { ...reminder, changed } },
  { name: 'reminder.fired', title: 'A reminder came', record: 'reminders.get', example: { ...reminder, due: '2026-11-27T10:00:00.000Z' } },
  { name: 'reminder.completed', title: 'A reminder was settled', record: 'reminders.get', example: reminder },
  { name: 'reminder.deleted', title: 'A reminder was deleted', example: { id } },
  { name: 'project.created', title: 'A project was added', example: { id, name: 'Renovation' } },
  { name: 'project.updated', title: 'A project was renamed', example: { id, name: 'Renovation' } },
  { name: 'project.deleted', title: 'A project was deleted', example: { id } },
]
