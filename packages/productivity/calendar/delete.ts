import { Deleted } from '@atom/contracts'
import { defineSkill, means, ref, when } from '@atom/kernel'
import { z } from 'zod'
import { deletingVerbs } from '../deleting-verbs.ts'
import { tellDeleted } from '../tell-deleted.ts'
import { eventFilter, eventKinds } from './fields.ts'
import { affectedEvents, removalBefore, removeEvents } from './remove.ts'

/** Deletes one event, one date of a recurring one, or what a filter names (with `date`: on that day). It can be restored. Fires `event.deleted`. */
export const deleteEvents = defineSkill({
  id: 'calendar.delete',
  title: 'Delete calendar events',
  description:
    'Deletes one event (id), a single occurrence of a recurring event (id and date), that one and all later ones (id, date and following), or all events a filter names (filter; with date only those on that day). Give either id or filter.',
  effect: 'destructive',
  input: z.object({
    id: ref('event', { ask: 'Which event should I delete?' }).optional(),
    filter: eventFilter.optional(),
    date: means(when(), { kind: 'day', cues: ['on', 'only on', 'just', 'for', 'of'] })
      .describe('With id: only this occurrence, by its day or the time at which it starts. With filter: only events on this day.')
      .optional(),
    following: z.boolean().describe('With id and date: that occurrence and all after it.').optional(),
  }),
  output: Deleted,
  examples: [
    { say: 'cancel the board review', input: { id: 'board review' } },
    { say: 'delete the dentist appointment', input: { id: 'dentist appointment' } },
    { say: 'cancel the standup on Friday only', input: { id: 'standup', date: '2026-11-27' } },
    { say: 'remove lunch with Dana from my calendar', input: { id: 'lunch with Dana' } },
    { say: 'delete all past events', input: { filter: 'past' } },
    { say: 'clear my calendar on Thursday', input: { filter: 'all', date: '2026-11-26' } },
    { say: 'call off the meeting with Sam', input: { id: 'meeting with Sam' } },
    { say: 'skip the weekly sync next Monday', input: { id: 'weekly sync', date: '2026-11-30' } },
    { say: 'take the board review out of my calendar', input: { id: 'board review' } },
    { say: 'get the dentist off my calendar', input: { id: 'dentist' } },
    { say: 'the workshop is off, cancel it on Thursday', input: { id: 'workshop', date: '2026-11-26' } },
    { say: 'leave out the choir on 9 December', input: { id: 'choir', date: '2026-12-09' } },
    { say: 'remove everything from my calendar on Monday', input: { filter: 'all', date: '2026-11-30' } },
    { say: 'wipe my calendar for tomorrow', input: { filter: 'all', date: '2026-11-25' } },
    { say: 'delete all events on Friday', input: { filter: 'all', date: '2026-11-27' } },
    { say: 'cancel every event on 3 December', input: { filter: 'all', date: '2026-12-03' } },
    { say: 'the dentist appointment can go', input: { id: 'dentist appointment' } },
    { say: 'delete all of my events tomorrow', input: { filter: 'all', date: '2026-11-25' } },
  ],
  synonyms: {
    verbs: [...deletingVerbs, 'cancel', 'call off', 'skip'],
    nouns: ['event', 'events', 'calendar', 'cal', 'diary', 'agenda', 'schedule'],
    kinds: eventKinds,
  },
  route: 'DELETE /api/calendar/events/{id}',
  before: removalBefore,
  undo: (deleted, input, { date = input.following ? undefined : input.date, rrule }) =>
    deleted.deleted === 0
      ? undefined
      : { skill: 'calendar.restore', input: { ids: deleted.ids, ...(date ? { date } : {}), ...(rrule ? { rrule } : {}) } },
  affects: affectedEvents,
  tell: tellDeleted('event'),
  run: removeEvents,
})
