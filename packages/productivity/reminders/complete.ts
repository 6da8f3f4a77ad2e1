import { Reminder } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { dismissReminder, reminderState } from './settle.ts'
import { tellDismissed } from './tell.ts'

/** Dismisses a reminder: it will not fire; a recurring one moves to its next date. Fires `reminder.completed`. */
export const completeReminder = defineSkill({
  id: 'reminders.complete',
  title: 'Dismiss a reminder',
  description: 'Says that a reminder is dealt with: it will not fire any more; a recurring one moves on to its next date.',
  effect: 'write',
  input: z.object({ id: ref('reminder', { ask: 'Which reminder?' }) }),
  output: Reminder,
  examples: [
    { say: 'dismiss the reminder to call mum', input: { id: 'call mum' } },
    { say: 'the visa interview reminder is done', input: { id: 'visa interview' } },
    { say: 'no need to remind me of the pizza any more', input: { id: 'pizza' } },
    { say: 'mark the timesheet reminder as done', input: { id: 'timesheet' } },
    { say: 'turn off the alarm for the plants', input: { id: 'plants' } },
    { say: 'stop the medicine reminder for today', input: { id: 'medicine' } },
  ],
  synonyms: { verbs: ['dismiss', 'done', 'turn off', 'stop', 'complete', 'acknowledge'], nouns: ['reminder', 'alarm'] },
  route: 'POST /api/reminders/{id}/complete',
  before: (ctx, { id }) => reminderState(ctx, id),
  undo: (reminder, _input, before) => ({
    skill: 'reminders.reset',
    input: before,
    ifStill: ifStill('reminders', reminder, ['status', 'due', 'snoozedUntil']),
  }),
  tell: tellDismissed,
  run: (ctx, { id }) => dismissReminder(ctx, id),
})
