import type { Reminder } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import type { Page } from '@atom/storage'
import { bullets, date, ended, plain, repeats, sayNone } from '../saying.ts'

/** “I’ll remind you **tomorrow at 15:00**: send Dana the Q3 report.” Whoever is no member cannot be told: the one who asks is. */
export function tellCreated(reminder: Reminder, _input: unknown, ctx: Context): string {
  const person = reminder.person === undefined ? undefined : plain(reminder.person)
  const when = `**${date(ctx, reminder.due)}**${repeats(reminder.rrule)}`
  const what = ended(plain(reminder.title))
  if (person === undefined) return `I’ll remind you ${when}: ${what}`
  if (reminder.personId !== undefined) return `I’ll remind ${person} ${when}: ${what}`
  return `${person} has no account here: I’ll remind you ${when} about ${person}: ${what}`
}

const line = (reminder: Reminder, ctx: Context): string =>
  [
    `**${plain(reminder.title)}**`,
    `${date(ctx, reminder.due)}${repeats(reminder.rrule)}`,
    reminder.person ? `for ${plain(reminder.person)}` : '',
    reminder.snoozedUntil ? `snoozed until ${date(ctx, reminder.snoozedUntil)}` : '',
    reminder.status === 'scheduled' ? '' : reminder.status,
  ]
    .filter(Boolean)
    .join(' · ')

export const tellReminder = (reminder: Reminder, _input: unknown, ctx: Context): string => line(reminder, ctx)

export const tellReminders = (page: Page<Reminder>, input: Parameters<typeof sayNone>[2], ctx: Context): string =>
  bullets(page, 'reminder', sayNone(ctx, 'reminder', input), reminder => line(reminder, ctx))

export const tellUpdated = (reminder: Reminder, _input: unknown, ctx: Context): string => `Changed the reminder: ${line(reminder, ctx)}.`

export const tellDismissed = (reminder: Reminder, _input: unknown, ctx: Context): string =>
  reminder.status === 'scheduled'
    ? `Dismissed **${plain(reminder.title)}**. Next time ${date(ctx, reminder.due)}.`
    : `Dismissed **${plain(reminder.title)}**.`

export const tellSnoozed = (reminder: Reminder, _input: unknown, ctx: Context): string =>
  `I’ll remind you again **${date(ctx, reminder.snoozedUntil ?? reminder.due)}**: ${ended(plain(reminder.title))}`
