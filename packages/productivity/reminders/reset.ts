import { Reminder } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { ReminderState, setState } from './settle.ts'

/** Puts a reminder back as it was: the undo of reminders.complete and reminders.snooze. Fires `reminder.updated`. */
export const resetReminder = defineSkill({
  id: 'reminders.reset',
  title: 'Put a reminder back',
  description: 'Puts a reminder back as it was before it was dismissed or snoozed.',
  effect: 'write',
  internal: true,
  input: z.object(ReminderState),
  output: Reminder,
  examples: [],
  run: setState,
})
