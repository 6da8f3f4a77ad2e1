import type { Contact, Task } from '../records.ts'

interface Known {
  tasks: Task[]
  contacts: Contact[]
  /** Hour of the day on the person's clock. */
  hour: number
  now: Date
  /** Who may not write is offered questions alone. */
  mayWrite?: boolean
}

const short = (title: string) => (title.length > 40 ? `${title.slice(0, 38).trim()}…` : title)

/** Six things this person could say now, from what is there. Each is a whole sentence that works when sent. */
export function suggestions({ tasks, contacts, hour, now, mayWrite = true }: Known): string[] {
  const open = tasks.filter(task => task.status === 'open' || task.status === 'in_progress').filter(task => task.title.length <= 40)
  const late = open.filter(task => task.due && Date.parse(task.due.length > 10 ? task.due : `${task.due}T23:59:59Z`) < now.getTime())
  const who = contacts[0]?.name.split(' ')[0] ?? 'Dana'
  if (!mayWrite)
    return [
      ...(late.length > 0 ? ['What is overdue?'] : []),
      ...(open.length > 0 ? [hour < 15 ? 'What do I have to do today?' : 'What do I have to do tomorrow?'] : []),
      'What is on the calendar this week?',
      'When am I free tomorrow afternoon?',
      'What can you do?',
      'Show all tasks',
      'Show my notes',
      'Show my reminders',
    ].slice(0, 6)
  const movable = open.find(task => !task.rrule)
  return [
    ...(late.length > 0 ? ['What is overdue?'] : []),
    ...(open.length > 0 ? [hour < 15 ? 'What do I have to do today?' : 'What do I have to do tomorrow?'] : []),
    ...(movable ? [`Move “${short(movable.title)}” to Friday`] : []),
    `Remind me tomorrow at 3pm to send ${who} the Q3 report`,
    `Lunch with ${who} on Friday at 12:30`,
    'Pay rent on the 1st of every month #home',
    'When am I free tomorrow afternoon?',
    'Note: the spare key is with the neighbours',
    'Call the dentist by Friday, high priority',
    'What can you do?',
  ].slice(0, 6)
}
