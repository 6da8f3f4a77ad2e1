import { Conflict, pageOf } from '@atom/contracts'
import { day, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { findConflicts } from './find-conflicts.ts'
import { tellConflicts } from './tell.ts'

/** Pairs of timed events that overlap between two days, inclusive; the coming week unless told. */
export const listConflicts = defineSkill({
  id: 'calendar.conflicts',
  title: 'Find calendar conflicts',
  description: 'Finds pairs of the caller’s events that overlap between two days (inclusive); the coming seven days unless told.',
  effect: 'read',
  input: z.object({
    from: day({ cues: ['from', 'on', 'since', 'between'] })
      .describe('First day; today unless told.')
      .optional(),
    to: day({ cues: ['to', 'until', 'till', 'through', 'and'] })
      .describe('Last day, inclusive; six days after the first unless told, and 365 at most.')
      .optional(),
    limit,
    cursor,
  }),
  output: pageOf(z.object({ first: Conflict, second: Conflict })),
  examples: [
    { say: 'do any of my meetings overlap this week', input: { from: '2026-11-23', to: '2026-11-29' } },
    { say: 'am I double booked tomorrow', input: { from: '2026-11-25', to: '2026-11-25' } },
    { say: 'are there conflicts in my calendar', input: {} },
    { say: 'check for clashes on Friday', input: { from: '2026-11-27', to: '2026-11-27' } },
    { say: 'which appointments collide next week', input: { from: '2026-11-30', to: '2026-12-06' } },
    { say: 'find overlapping events', input: {} },
  ],
  synonyms: {
    verbs: ['overlap', 'clash', 'collide', 'double booked', 'conflict'],
    nouns: ['conflicts', 'clashes', 'overlaps', 'double bookings', 'overlapping events'],
  },
  route: 'GET /api/calendar/conflicts',
  tell: tellConflicts,
  run: findConflicts,
})
