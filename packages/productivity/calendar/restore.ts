import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { restoreEvents as putBack, retractEvents as takeBack } from './remove.ts'

/** Brings deleted events back, or with `date` the occurrences of that day: the undo of calendar.delete. Fires `event.created`. */
export const restoreEvents = defineSkill({
  id: 'calendar.restore',
  title: 'Restore calendar events',
  description: 'Brings deleted events back.',
  effect: 'write',
  internal: true,
  input: z.object({ ids: z.array(z.string()).min(1).max(100_000), date: z.string().optional() }),
  output: z.object({ ids: z.array(z.string()), restored: z.number().int() }),
  examples: [],
  run: putBack,
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
  run: async (ctx, { id }) => {
    await takeBack(ctx, [id])
    return { id }
  },
})

/** Takes back many events at once: the undo of calendar.import. */
export const retractEvents = defineSkill({
  id: 'calendar.retract-many',
  title: 'Take back imported events',
  description: 'Takes back the events of an import.',
  effect: 'write',
  internal: true,
  input: z.object({ ids: z.array(z.string()).min(1).max(100_000) }),
  output: z.object({ ids: z.array(z.string()) }),
  examples: [],
  undo: ({ ids }) => ({ skill: 'calendar.restore', input: { ids } }),
  run: async (ctx, { ids }) => {
    await takeBack(ctx, ids)
    return { ids }
  },
})
