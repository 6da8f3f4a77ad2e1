import { FreeSlot } from '@atom/contracts'
import { choice, day, defineSkill, minutes, ref } from '@atom/kernel'
import { z } from 'zod'
import { findFreeSlots } from './find-free-slots.ts'
import { tellFreeSlots } from './tell.ts'

/** Free stretches of a day between 09:00 and 17:00 of the person's zone; morning 09–12, afternoon 12–17, evening 17–21. */
export const freeSlots = defineSkill({
  id: 'calendar.free-slots',
  title: 'Find free time',
  description:
    'Finds the free stretches of one day of the caller, or of the person named: working hours 09:00–17:00 unless a part of the day is named (morning 09–12, afternoon 12–17, evening 17–21), each at least durationMinutes long (30 unless told).',
  effect: 'read',
  input: z.object({
    date: day({ cues: ['on', 'for', 'at'], ask: 'For which day?' }),
    part: choice(['morning', 'afternoon', 'evening'], {
      words: {
        morning: ['before noon', 'am', 'in the morning'],
        afternoon: ['after lunch', 'pm', 'in the afternoon'],
        evening: ['after work', 'tonight', 'in the evening', 'night'],
      },
    }).optional(),
    durationMinutes: minutes({ cues: ['for', 'at least'] })
      .describe('Least length in minutes; 30 unless told.')
      .optional(),
    person: ref('person', { unknown: 'text', cues: ['with', 'for', 'is', 'of'] })
      .describe('Whose time: the events this person made or takes part in; the caller’s unless told.')
      .optional(),
  }),
  output: z.object({ date: z.string(), items: z.array(FreeSlot) }),
  examples: [
    { say: 'when am I free tomorrow', input: { date: '2026-11-25' } },
    { say: 'find a free hour on Friday afternoon', input: { date: '2026-11-27', part: 'afternoon', durationMinutes: 60 } },
    { say: 'do I have 45 minutes free on Thursday morning', input: { date: '2026-11-26', part: 'morning', durationMinutes: 45 } },
    { say: 'is Sam available tomorrow', input: { date: '2026-11-25', person: 'Sam' } },
    { say: 'free slots on 3 December', input: { date: '2026-12-03' } },
    { say: 'any time for a two hour workshop next Monday', input: { date: '2026-11-30', durationMinutes: 120 } },
    { say: 'am I free tonight', input: { date: '2026-11-24', part: 'evening' } },
    { say: 'what openings do I have today', input: { date: '2026-11-24' } },
    { say: 'when can I fit in an hour on Monday', input: { date: '2026-11-30', durationMinutes: 60 } },
    { say: 'could I squeeze in 30 minutes tomorrow', input: { date: '2026-11-25', durationMinutes: 30 } },
    { say: 'how does my afternoon look on Friday, am I free', input: { date: '2026-11-27', part: 'afternoon' } },
  ],
  synonyms: {
    verbs: ['find', 'when am I', 'am I', 'is', 'check', 'do I have', 'fit in', 'squeeze in'],
    nouns: ['free', 'free time', 'free slots', 'available', 'availability', 'openings', 'gap', 'slot', 'time'],
  },
  route: 'GET /api/calendar/free-slots',
  tell: tellFreeSlots,
  run: findFreeSlots,
})
