import { CalendarEvent, Conflict } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { eventFields, eventKinds } from './fields.ts'
import { insertEvent } from './insert.ts'
import { tellCreated } from './tell.ts'

/** Adds an event; without `end` it lasts an hour, or its day. Says what else is planned at that time. Fires `event.created`. */
export const createEvent = defineSkill({
  id: 'calendar.create',
  title: 'Create a calendar event',
  description:
    'Puts an event, meeting or appointment into the calendar. A start without a time lasts all day; without an end it lasts one hour. `end` of an all-day event is its last day, inclusive. For a thing to do use tasks.create; to be told at a time use reminders.create.',
  effect: 'write',
  input: z.object({
    title: eventFields.title,
    start: eventFields.start,
    end: eventFields.end.optional(),
    allDay: eventFields.allDay.optional(),
    timeZone: eventFields.timeZone.optional(),
    rrule: eventFields.rrule.optional(),
    people: eventFields.people.optional(),
    location: eventFields.location.optional(),
    notes: eventFields.notes.optional(),
  }),
  output: CalendarEvent.extend({ conflicts: z.array(Conflict).describe('What else is planned at that time.') }),
  examples: [
    { say: 'meeting with Sam tomorrow at 3pm', input: { title: 'meeting with Sam', start: '2026-11-25T15:00', people: ['Sam'] } },
    {
      say: 'lunch with Dana on Friday from 12 to 13:30 at Luigi’s',
      input: { title: 'lunch with Dana', start: '2026-11-27T12:00', end: '2026-11-27T13:30', people: ['Dana'], location: 'Luigi’s' },
    },
    {
      say: 'schedule a 45 minute call with Priya on Thursday at 10',
      input: { title: 'call with Priya', start: '2026-11-26T10:00', end: '2026-11-26T10:45', people: ['Priya'] },
    },
    { say: 'dentist appointment on 3 December at 9:15', input: { title: 'dentist appointment', start: '2026-12-03T09:15' } },
    { say: 'block all day on Monday for planning', input: { title: 'planning', start: '2026-11-30' } },
    {
      say: 'book the team standup every weekday at 9:30',
      input: { title: 'team standup', start: '2026-11-25T09:30', rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
    },
    { say: 'I am on holiday from 21 to 25 December', input: { title: 'holiday', start: '2026-12-21', end: '2026-12-25' } },
    {
      say: 'put the board review in the calendar for next Tuesday 2pm to 4pm',
      input: { title: 'board review', start: '2026-12-01T14:00', end: '2026-12-01T16:00' },
    },
    {
      say: 'set up a weekly sync with Lee on Mondays at 11am',
      input: { title: 'weekly sync with Lee', start: '2026-11-30T11:00', people: ['Lee'], rrule: 'FREQ=WEEKLY;BYDAY=MO' },
    },
    { say: 'add an event: product launch, 10 January', input: { title: 'product launch', start: '2027-01-10' } },
    { say: 'I have a meeting with Lee tomorrow at 10', input: { title: 'meeting with Lee', start: '2026-11-25T10:00', people: ['Lee'] } },
    { say: 'I am seeing the dentist on Friday at 9', input: { title: 'dentist', start: '2026-11-27T09:00' } },
  ],
  synonyms: {
    verbs: [
      'schedule',
      'book',
      'create',
      'add',
      'set up',
      'plan',
      'put',
      'block',
      'block off',
      'block out',
      'arrange',
      'organise',
      'organize',
      'new',
      'pop',
      'stick',
      'pencil in',
      'slot in',
      'make',
    ],
    nouns: ['event', 'calendar', 'cal', 'diary', 'agenda', 'schedule'],
    kinds: eventKinds,
  },
  route: 'POST /api/calendar/events',
  status: 201,
  undo: event => ({ skill: 'calendar.retract', input: { id: event.id }, ifStill: ifStill('calendar', event) }),
  tell: tellCreated,
  run: insertEvent,
})
