import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { restoreReminders as putBack, retractReminder as takeBack } from './remove.ts'

/** Brings deleted reminders back, or one date of a recurring one: the undo of reminders.delete. Fires `reminder.created`. */
export const restoreReminders = defineSkill({
  id: 'reminders.restore',
  title: 'Restore reminders',
  description: 'Brings deleted reminders back.',
  effect: 'write',
  internal: true,
  input: z.object({ ids: z.array(z.string()).min(1).max(100_000), date: z.string().optional() }),
  output: z.object({ ids: z.array(z.string()), restored: z.number().int() }),
  examples: [],
  run: putBack,
})

/** Takes back a reminder that was just made: the undo of reminders.create. Fires `reminder.deleted`. */
export const retractReminder = defineSkill({
  id: 'reminders.retract',
  title: 'Take back a reminder',
  description: 'Takes back a reminder that was just created.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  examples: [],
  undo: ({ id }) => ({ skill: 'reminders.restore', input: { ids: [id] } }),
  run: takeBack,
})
