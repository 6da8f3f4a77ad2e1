import { Deleted } from '@atom/contracts'
import { day, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { deletingVerbs } from '../deleting-verbs.ts'
import { tellDeleted } from '../tell-deleted.ts'
import { undoDeleted } from '../undo-deleted.ts'
import { reminderFilter } from './fields.ts'
import { affectedReminders, removeReminders } from './remove.ts'

/** Deletes one reminder, one date of a recurring one, or what a filter names. It can be restored. Fires `reminder.deleted` for each. */
export const deleteReminders = defineSkill({
  id: 'reminders.delete',
  title: 'Delete reminders',
  description:
    'Deletes one reminder (id), a single date of a recurring one (id and date), or all a filter names (filter). Give either id or filter.',
  effect: 'destructive',
  input: z.object({
    id: ref('reminder', { ask: 'Which reminder should I delete?' }).optional(),
    filter: reminderFilter.optional(),
    date: day({ cues: ['on', 'only on', 'just', 'for'] })
      .describe('Only this date of a recurring reminder.')
      .optional(),
  }),
  output: Deleted,
  examples: [
    { say: 'delete the reminder to call mum', input: { id: 'call mum' } },
    { say: 'cancel my visa interview reminder', input: { id: 'visa interview' } },
    { say: 'remove all old reminders', input: { filter: 'past' } },
    { say: 'clear all my reminders', input: { filter: 'all' } },
    { say: 'cancel the timesheet reminder on Monday only', input: { id: 'timesheet', date: '2026-11-30' } },
    { say: 'get rid of the pizza alarm', input: { id: 'pizza' } },
    { say: 'wipe all the old reminders', input: { filter: 'past' } },
    { say: 'I do not need the pizza reminder any more, delete it', input: { id: 'pizza' } },
    { say: 'the timesheet reminder can go', input: { id: 'timesheet' } },
  ],
  synonyms: {
    verbs: [...deletingVerbs, 'cancel', 'skip'],
    nouns: ['reminder', 'reminders', 'alarm', 'alarms'],
  },
  route: 'DELETE /api/reminders/{id}',
  undo: undoDeleted('reminders'),
  affects: affectedReminders,
  tell: tellDeleted('reminder'),
  run: removeReminders,
})
