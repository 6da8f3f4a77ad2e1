import { CalendarEvent, Conflict } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { changeEvent, eventBefore, eventChangedBack } from './change.ts'
import { eventFields } from './fields.ts'
import { tellUpdated } from './tell.ts'

/** Changes the fields that are given; null clears one. A new start without an end keeps the length. Fires `event.updated`. */
export const updateEvent = defineSkill({
  id: 'calendar.update',
  title: 'Change a calendar event',
  description:
    'Moves or changes one event: title, start, end, people, location, notes, recurrence. Only what is given changes; null clears. A new start without an end keeps the length. Of a recurring event the whole series changes.',
  effect: 'write',
  input: z.object({
    id: ref('event', { ask: 'Which event?' }),
    title: eventFields.title.optional(),
    start: eventFields.start.optional(),
    end: eventFields.end.optional(),
    allDay: eventFields.allDay.optional(),
    timeZone: eventFields.timeZone.optional(),
    rrule: eventFields.rrule.nullable().optional(),
    people: eventFields.people.optional(),
    location: eventFields.location.nullable().optional(),
    notes: eventFields.notes.nullable().optional(),
  }),
  output: CalendarEvent.extend({ conflicts: z.array(Conflict).describe('What else is planned at that time.') }),
  examples: [
    { say: 'move the board review to Thursday at 2pm', input: { id: 'board review', start: '2026-11-26T14:00' } },
    { say: 'reschedule lunch with Dana to 12:30 on Monday', input: { id: 'lunch with Dana', start: '2026-11-30T12:30' } },
    { say: 'rename the standup event to daily sync', input: { id: 'standup', title: 'daily sync' } },
    { say: 'change the location of the budget meeting to room 4', input: { id: 'budget meeting', location: 'room 4' } },
    { say: 'push the dentist appointment to 10 December at 11', input: { id: 'dentist appointment', start: '2026-12-10T11:00' } },
    { say: 'the call with Priya is at 16:00 tomorrow instead', input: { id: 'call with Priya', start: '2026-11-25T16:00' } },
    { say: 'the interview now ends at 11:30 on Friday', input: { id: 'interview', end: '2026-11-27T11:30' } },
  ],
  synonyms: {
    verbs: ['move', 'reschedule', 'change', 'update', 'rename', 'push', 'postpone', 'shift', 'extend', 'shorten', 'edit', 'bring forward'],
    nouns: ['event', 'calendar event', 'calendar', 'cal', 'diary'],
    kinds: [
      'meeting',
      'appointment',
      'appt',
      'call',
      'lunch',
      'dinner',
      'breakfast',
      'brunch',
      'coffee',
      'drinks',
      'sync',
      'standup',
      'stand-up',
      'interview',
      'party',
      'holiday',
      'vacation',
      'session',
      'review',
      'workshop',
      'class',
      'lesson',
      'visit',
      'one-to-one',
      '1:1',
      'rehearsal',
      'talk',
      'haircut',
      'trip',
    ],
  },
  route: 'PATCH /api/calendar/events/{id}',
  before: eventBefore,
  undo: (_event, input, before) => ({ skill: 'calendar.update', input: eventChangedBack(input, before) }),
  tell: tellUpdated,
  run: changeEvent,
})
