import { CalendarEvent, pageOf } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { eventQuery } from './fields.ts'
import { pageOfFoundEvents } from './page.ts'
import { tellEvents } from './tell.ts'

/** Events, past and coming, whose title, people, place or notes hold all the words, latest first; a recurring one once. */
export const searchEvents = defineSkill({
  id: 'calendar.search',
  title: 'Search the calendar',
  description: 'Finds events of any date by words in title, people, location or notes. To list by days use calendar.list.',
  effect: 'read',
  input: z.object({ query: eventQuery, limit, cursor }),
  output: pageOf(CalendarEvent),
  examples: [
    { say: 'find meetings with Priya', input: { query: 'Priya' } },
    { say: 'search my calendar for dentist', input: { query: 'dentist' } },
    { say: 'look for the event about the product launch', input: { query: 'product launch' } },
    { say: 'when did I last meet with Acme', input: { query: 'Acme' } },
    { say: 'is there an appointment at the bank', input: { query: 'bank' } },
    { say: 'find the interview in the calendar', input: { query: 'interview' } },
    { say: 'look through my calendar for anything with Sam', input: { query: 'Sam' } },
    { say: 'did I plan anything about the move', input: { query: 'move' } },
  ],
  synonyms: {
    verbs: ['find', 'search', 'look for', 'look up', 'show', 'look through', 'hunt for', 'locate', 'dig out', 'dig up'],
    nouns: ['event', 'events', 'meeting', 'meetings', 'appointment', 'calendar'],
  },
  tell: tellEvents,
  run: pageOfFoundEvents,
})
