import { Reminder } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { getReminder as load } from './record.ts'
import { tellReminder } from './tell.ts'

/** One reminder. */
export const getReminder = defineSkill({
  id: 'reminders.get',
  title: 'Show a reminder',
  description: 'Gives one reminder with all its fields.',
  effect: 'read',
  input: z.object({ id: ref('reminder', { ask: 'Which reminder?' }) }),
  output: Reminder,
  examples: [
    { say: 'when is my reminder to call mum', input: { id: 'call mum' } },
    { say: 'show the reminder about the visa interview', input: { id: 'visa interview' } },
    { say: 'when will you remind me of the timesheet', input: { id: 'timesheet' } },
    { say: 'open the medicine reminder', input: { id: 'medicine' } },
    { say: 'what time is the pizza reminder', input: { id: 'pizza' } },
    { say: 'details of the reminder pay the electricity bill', input: { id: 'pay the electricity bill' } },
  ],
  synonyms: {
    verbs: ['show', 'open', 'when is', 'details of', 'what time', 'pull up', 'bring up', 'look at', 'let me see', 'let me read'],
    nouns: ['reminder', 'alarm'],
  },
  route: 'GET /api/reminders/{id}',
  answers: 'until-changed',
  tell: tellReminder,
  run: (ctx, { id }) => load(ctx, id),
})
