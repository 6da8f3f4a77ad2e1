import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { retract } from '../record-store.ts'
import { rejoin } from './change.ts'
import { restoreEvents as putBack } from './remove.ts'

/** Brings deleted events back, or with `date` the occurrences of that day (or moment), or with `rrule` the rule a series had: the undo of calendar.delete. Fires `event.created`. */
export const restoreEvents = defineSkill({
  id: 'calendar.restore',
  title: 'Restore calendar events',
  description: 'Brings deleted events back.',
  effect: 'write',
  internal: true,
  input: z.object({ ids: z.array(z.string()).min(1).max(100_000), date: z.string().optional(), rrule: z.string().optional() }),
  output: z.object({ ids: z.array(z.string()), restored: z.number().int() }),
  examples: [],
  run: putBack,
})

/** Puts a date that was changed alone, or all from one on, back into its series: the undo of calendar.update. Fires `event.updated`. */
export const rejoinEvents = defineSkill({
  id: 'calendar.rejoin',
  title: 'Put dates back into their series',
  description: 'Puts a date that was changed alone, or all from one on, back into its series.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string(), series: z.string(), rrule: z.string().optional(), from: z.string().optional() }),
  output: z.object({ id: z.string() }),
  examples: [],
  run: rejoin,
})

/** Takes back an event that was just made: the undo of calendar.create. Fires `event.deleted`. */
export const retractEvent = defineSkill({
  id: 'calendar.retract',
  title: 'Take back a calendar event',
  description: 'Takes back an event that was just created.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  examples: [],
  undo: ({ id }) => ({ skill: 'calendar.restore', input: { ids: [id] } }),
  run: (ctx, { id }) => retract(ctx, 'calendar_event', id),
})
