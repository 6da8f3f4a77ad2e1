import { choice, longText, means, query, title, when } from '@atom/kernel'
import { z } from 'zod'
import { rrule, timeZone } from '../fields.ts'

/** The fields of an event that a person sets, each with what to look for in a sentence. */
export const eventFields = {
  title: title({ ask: 'What is the event called?' }),
  start: when({ cues: ['at', 'on', 'from', 'starting', 'for', 'to'], ask: 'When does it start?', zone: 'timeZone' }),
  end: when({ cues: ['until', 'till', 'to', 'ending', 'through', 'ends at'], zone: 'timeZone' }),
  allDay: z.boolean().describe('Follows from start when it is not given: true when start is a day.'),
  timeZone: timeZone.describe('IANA zone in which it repeats, and in which start and end are that name none; the person’s unless told.'),
  rrule,
  people: means(z.array(z.string().trim().min(1).max(500)).max(200), {
    kind: 'ref',
    to: 'person',
    unknown: 'text',
    cues: ['with', 'and', 'invite'],
  }),
  location: means(z.string().trim().min(1).max(500), { kind: 'place', cues: ['at', 'in', 'location'] }),
  notes: longText({ cues: ['with notes', 'details', 'description'] }),
}

export const eventFilter = choice(['upcoming', 'past', 'all'], {
  words: {
    upcoming: ['coming', 'future', 'next'],
    past: ['old', 'finished', 'over', 'previous'],
    all: ['every', 'everything', 'any', 'whole'],
  },
})

export const eventQuery = query({ cues: ['about', 'for', 'with', 'called', 'named', 'mentioning'], ask: 'What should I look for?' })

/** Sorts of event that stay part of what one is called: “the dentist appointment”. */
export const eventKinds = [
  'meeting',
  'mtg',
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
]
