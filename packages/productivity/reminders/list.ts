import { pageOf, Reminder } from '@atom/contracts'
import { day, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { reminderFilter } from './fields.ts'
import { pageOfReminders } from './page.ts'
import { tellReminders } from './tell.ts'

/** One page of reminders, the next first. */
export const listReminders = defineSkill({
  id: 'reminders.list',
  title: 'List reminders',
  description: 'Lists reminders that will still fire, the next first; filter past or all for the others, from and to for days (inclusive).',
  effect: 'read',
  input: z.object({
    filter: reminderFilter.describe('Upcoming ones unless told.').optional(),
    person: ref('person', { unknown: 'text', cues: ['for', 'of'] }).optional(),
    from: day({ cues: ['from', 'on', 'since', 'after', 'for'] }).optional(),
    to: day({ cues: ['to', 'until', 'till', 'through', 'before'] }).optional(),
    limit,
    cursor,
  }),
  output: pageOf(Reminder),
  examples: [
    { say: 'show my reminders', input: {} },
    { say: 'what reminders do I have for tomorrow', input: { from: '2026-11-25', to: '2026-11-25' } },
    { say: 'list all reminders', input: { filter: 'all' } },
    { say: 'which reminders are coming up', input: { filter: 'upcoming' } },
    { say: 'what will you remind me of today', input: { from: '2026-11-24', to: '2026-11-24' } },
    { say: 'old reminders please', input: { filter: 'past' } },
    { say: 'reminders this week', input: { from: '2026-11-23', to: '2026-11-29' } },
  ],
  synonyms: {
    verbs: ['show', 'list', 'see', 'view', 'what', 'which', 'display', 'get', 'fetch', 'pull up', 'how many'],
    nouns: ['reminders', 'alarms', 'alerts'],
  },
  route: 'GET /api/reminders',
  answers: 'until-changed',
  tell: tellReminders,
  run: pageOfReminders,
})
