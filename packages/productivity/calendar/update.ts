import { CalendarEvent, Conflict } from '@atom/contracts'
import { defineSkill, occurrence, ref } from '@atom/kernel'
import { z } from 'zod'
import { replacing } from '../adding-to.ts'
import { changeEvent } from './change.ts'
import { eventBefore, eventChangedBack } from './change-back.ts'
import { eventFields, eventKinds } from './fields.ts'
import { tellUpdated } from './tell.ts'

const people = replacing('people', eventFields.people)

/**
 * Changes the fields that are given; null clears one; people replaces all who are in it, addPeople adds to them. A new start without an end keeps the length. Fires `event.updated`, and `event.created` where
 * an occurrence, or all from one on, parts from its series.
 */
export const updateEvent = defineSkill({
  id: 'calendar.update',
  title: 'Change a calendar event',
  description:
    'Moves or changes one event: title, start, end, people, location, notes, recurrence. Only what is given changes; null clears. To invite somebody, use addPeople: people replaces all who are in it. A new start without an end keeps the length. Of a recurring event the whole series changes, or with date that one occurrence, or with date and following that one and all later ones.',
  effect: 'write',
  input: z.object({
    id: ref('event', { ask: 'Which event?' }),
    title: eventFields.title.optional(),
    start: eventFields.start.optional(),
    end: eventFields.end.optional(),
    allDay: eventFields.allDay.optional(),
    timeZone: eventFields.timeZone.optional(),
    rrule: eventFields.rrule.nullable().optional(),
    people: people.whole,
    addPeople: people.added,
    location: eventFields.location.nullable().optional(),
    notes: eventFields.notes.nullable().optional(),
    date: occurrence().describe('Only this occurrence of a recurring event: its day, or the time at which it starts.').optional(),
    following: z.boolean().describe('With date: that occurrence and all after it.').optional(),
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
    { say: 'the budget meeting now starts at 3pm', input: { id: 'budget meeting', start: '2026-11-24T15:00' } },
    { say: 'extend the workshop to 5pm', input: { id: 'workshop', end: '2026-11-24T17:00' } },
    { say: 'shorten the review to 11:30', input: { id: 'review', end: '2026-11-24T11:30' } },
    { say: 'make the standup weekly', input: { id: 'standup', rrule: 'FREQ=WEEKLY' } },
    { say: 'the standup should end at 10:15', input: { id: 'standup', end: '2026-11-25T10:15' } },
    { say: 'change the venue of the party to Luigi’s', input: { id: 'party', location: 'Luigi’s' } },
    { say: 'the board review is in room 4 now', input: { id: 'board review', location: 'room 4' } },
    { say: 'invite Sam to the budget meeting', input: { id: 'budget meeting', addPeople: ['Sam'] } },
    { say: 'add Lee to the standup', input: { id: 'standup', addPeople: ['Lee'] } },
    { say: 'the attendees of the board review are Sam', input: { id: 'board review', people: ['Sam'] } },
    { say: 'change the attendees of the workshop to Dana', input: { id: 'workshop', people: ['Dana'] } },
    { say: 'bring the interview forward to Monday 11am', input: { id: 'interview', start: '2026-11-30T11:00' } },
    { say: 'push the board review back to 5pm', input: { id: 'board review', start: '2026-11-24T17:00' } },
    { say: 'the dentist appointment has moved to Wednesday at 9', input: { id: 'dentist appointment', start: '2026-11-25T09:00' } },
    { say: 'change the title of the event Sync to Weekly sync', input: { id: 'Sync', title: 'Weekly sync' } },
  ],
  synonyms: {
    verbs: [
      'move',
      'reschedule',
      'change',
      'update',
      'rename',
      'push',
      'postpone',
      'shift',
      'extend',
      'shorten',
      'edit',
      'bring forward',
      'invite',
      'bump',
      'delay',
      'modify',
      'adjust',
      'put off',
      'pull forward',
    ],
    nouns: ['event', 'calendar event', 'calendar', 'cal', 'diary'],
    kinds: eventKinds,
  },
  route: 'PATCH /api/calendar/events/{id}',
  before: eventBefore,
  undo: eventChangedBack,
  tell: tellUpdated,
  run: changeEvent,
})
