import { z } from 'zod'

/** `scheduled`: it will fire; `fired`: it has; `done`: somebody said so before or after. */
export const reminderStatuses = ['scheduled', 'fired', 'done'] as const
/** `upcoming` will still fire, `past` has fired or is done. */
export const reminderFilters = ['upcoming', 'past', 'all'] as const

/** Tells a person something at a time. One due on a day alone fires at 09:00 in the zone of its person; a recurring one moves on to its next date. */
export const Reminder = z.object({
  id: z.string(),
  title: z.string(),
  due: z.string().describe('A day (2026-11-27) or a moment with its zone.'),
  rrule: z.string().optional().describe('RFC 5545, without RRULE:.'),
  person: z
    .string()
    .optional()
    .describe('Who is reminded, when it is not the one who made it; somebody who is not a member stays as text.'),
  personId: z.string().optional().describe('Set when that person is a member.'),
  task: z.string().optional().describe('Id of the task it is about.'),
  status: z.enum(reminderStatuses),
  snoozedUntil: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Reminder = z.infer<typeof Reminder>
