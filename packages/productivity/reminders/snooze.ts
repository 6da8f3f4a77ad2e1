import { Reminder } from '@atom/contracts'
import { defineSkill, minutes, ref, when } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { putOff, reminderState } from './settle.ts'
import { tellSnoozed } from './tell.ts'

/** Fires a reminder again later: in so many minutes (10 unless told) or at a time. Fires `reminder.updated`. */
export const snoozeReminder = defineSkill({
  id: 'reminders.snooze',
  title: 'Snooze a reminder',
  description: 'Puts a reminder off: fires it again after durationMinutes (10 unless told) or at the moment in until.',
  effect: 'write',
  input: z.object({
    id: ref('reminder', { ask: 'Which reminder?' }),
    durationMinutes: minutes({ cues: ['for', 'by'] }).optional(),
    until: when({ cues: ['until', 'till', 'to'] }).optional(),
  }),
  output: Reminder,
  examples: [
    { say: 'snooze the reminder to call mum for 15 minutes', input: { id: 'call mum', durationMinutes: 15 } },
    { say: 'snooze the pizza alarm', input: { id: 'pizza' } },
    { say: 'snooze the timesheet reminder until tomorrow at 9', input: { id: 'timesheet', until: '2026-11-25T09:00' } },
    { say: 'put off the visa reminder for an hour', input: { id: 'visa', durationMinutes: 60 } },
    { say: 'snooze medicine until noon', input: { id: 'medicine', until: '2026-11-24T12:00' } },
    { say: 'snooze the plants reminder for half an hour', input: { id: 'plants', durationMinutes: 30 } },
  ],
  synonyms: { verbs: ['snooze', 'put off', 'later'], nouns: ['reminder', 'alarm'] },
  route: 'POST /api/reminders/{id}/snooze',
  before: (ctx, { id }) => reminderState(ctx, id),
  undo: (reminder, _input, before) => ({
    skill: 'reminders.reset',
    input: before,
    ifStill: ifStill('reminders', reminder, ['status', 'due', 'snoozedUntil']),
  }),
  tell: tellSnoozed,
  run: putOff,
})
