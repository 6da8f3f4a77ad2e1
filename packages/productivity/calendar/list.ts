import { CalendarEvent, pageOf } from '@atom/contracts'
import { day, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { eventQuery } from './fields.ts'
import { pageOfEvents } from './page.ts'
import { tellEvents } from './tell.ts'

/** Events between two days, inclusive; recurring ones once for each occurrence. From today on unless told, and recurring ones for a year unless told. */
export const listEvents = defineSkill({
  id: 'calendar.list',
  title: 'List calendar events',
  description:
    'Lists what is in the calendar between two days (inclusive), from today on unless told. A recurring event stands once for each occurrence. To find an event by words at any time use calendar.search; for free time use calendar.free-slots.',
  effect: 'read',
  input: z.object({
    from: day({ cues: ['from', 'on', 'since', 'after', 'starting', 'between'] })
      .describe('First day; today unless told.')
      .optional(),
    to: day({ cues: ['to', 'until', 'till', 'through', 'before', 'and'] })
      .describe('Last day, inclusive.')
      .optional(),
    query: eventQuery.optional(),
    limit,
    cursor,
  }),
  output: pageOf(CalendarEvent),
  examples: [
    { say: 'what is on my calendar today', input: { from: '2026-11-24', to: '2026-11-24' } },
    { say: 'show my meetings tomorrow', input: { from: '2026-11-25', to: '2026-11-25' } },
    { say: 'is there a meeting with Sam this week', input: { query: 'Sam', from: '2026-11-23', to: '2026-11-29' } },
    { say: 'do I have a call with Lee tomorrow', input: { query: 'Lee', from: '2026-11-25', to: '2026-11-25' } },
    { say: 'any meetings with Priya on Friday', input: { query: 'Priya', from: '2026-11-27', to: '2026-11-27' } },
    { say: 'how does Friday look', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'what do I have next week', input: { from: '2026-11-30', to: '2026-12-06' } },
    { say: 'my agenda for Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'list upcoming events', input: {} },
    { say: 'do I have any appointments between 1 and 5 December', input: { from: '2026-12-01', to: '2026-12-05' } },
    { say: 'what meetings are there this week', input: { from: '2026-11-23', to: '2026-11-29' } },
    { say: 'show the calendar', input: {} },
    { say: 'what is on between 1 and 3 December', input: { from: '2026-12-01', to: '2026-12-03' } },
    { say: 'what is on tomorrow', input: { from: '2026-11-25', to: '2026-11-25' } },
    { say: 'what else is on Thursday', input: { from: '2026-11-26', to: '2026-11-26' } },
    { say: 'what is happening on Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'how many meetings do I have today', input: { from: '2026-11-24', to: '2026-11-24' } },
    { say: 'anything on Saturday?', input: { from: '2026-11-28', to: '2026-11-28' } },
    { say: 'is anything planned for the weekend', input: { from: '2026-11-28', to: '2026-11-29' } },
    { say: 'what does tomorrow look like', input: { from: '2026-11-25', to: '2026-11-25' } },
    { say: 'what is my day like on Thursday', input: { from: '2026-11-26', to: '2026-11-26' } },
    { say: 'am I busy on Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'events from 10 to 12 December', input: { from: '2026-12-10', to: '2026-12-12' } },
    { say: 'what have I got on next Monday', input: { from: '2026-11-30', to: '2026-11-30' } },
    { say: 'what are my plans for Saturday', input: { from: '2026-11-28', to: '2026-11-28' } },
    { say: 'got any plans on Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'what I have on Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'what am I doing on Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
  ],
  synonyms: {
    verbs: ['show', 'list', 'see', 'view', 'what', 'which', 'display', 'get', 'fetch', 'pull up', 'do I have', 'how many'],
    nouns: ['events', 'meetings', 'appointments', 'calendar', 'cal', 'agenda', 'schedule', 'diary', 'calls', 'day', 'plans'],
  },
  route: 'GET /api/calendar/events',
  answers: 'until-changed',
  alongside: ({ from, to, query }) =>
    from === undefined || to === undefined || query !== undefined
      ? []
      : [
          { skill: 'tasks.list', input: { dueFrom: from, dueTo: to } },
          { skill: 'reminders.list', input: { from, to } },
        ],
  tell: tellEvents,
  run: pageOfEvents,
})
