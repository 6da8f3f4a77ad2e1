import { CalendarEvent } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { eventKinds } from './fields.ts'
import { getEvent as load } from './record.ts'
import { tellEvent } from './tell.ts'

/** One event with everything about it; of a recurring one, the series. */
export const getEvent = defineSkill({
  id: 'calendar.get',
  title: 'Show a calendar event',
  description: 'Gives one event with all its fields; of a recurring event, the series.',
  effect: 'read',
  input: z.object({ id: ref('event', { ask: 'Which event?' }) }),
  output: CalendarEvent,
  examples: [
    { say: 'when is the board review', input: { id: 'board review' } },
    { say: 'show me the dentist appointment', input: { id: 'dentist appointment' } },
    { say: 'where is the lunch with Dana', input: { id: 'lunch with Dana' } },
    { say: 'what time is the standup', input: { id: 'standup' } },
    { say: 'who is in the budget meeting', input: { id: 'budget meeting' } },
    { say: 'details of the product launch event', input: { id: 'product launch' } },
    { say: 'where does the council meeting take place', input: { id: 'council meeting' } },
    { say: 'when does the workshop start', input: { id: 'workshop' } },
    { say: 'how long is the interview', input: { id: 'interview' } },
    { say: 'when the board review is', input: { id: 'board review' } },
  ],
  synonyms: {
    verbs: [
      'when is',
      'where is',
      'what time',
      'show',
      'open',
      'details of',
      'who is in',
      'pull up',
      'bring up',
      'look at',
      'let me see',
      'let me read',
    ],
    nouns: ['event', 'calendar event'],
    kinds: eventKinds,
  },
  route: 'GET /api/calendar/events/{id}',
  answers: 'until-changed',
  tell: tellEvent,
  run: (ctx, { id }) => load(ctx, id),
})
