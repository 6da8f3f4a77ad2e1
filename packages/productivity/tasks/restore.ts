import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { restoreTasks as putBack, retractTask as takeBack } from './remove.ts'

const Restored = z.object({ ids: z.array(z.string()), restored: z.number().int() })

/** Brings deleted tasks back: the undo of tasks.delete. Fires `task.created`. */
export const restoreTasks = defineSkill({
  id: 'tasks.restore',
  title: 'Restore tasks',
  description: 'Brings deleted tasks back.',
  effect: 'write',
  internal: true,
  input: z.object({ ids: z.array(z.string()).min(1).max(100_000), date: z.string().optional(), project: z.string().optional() }),
  output: Restored,
  examples: [],
  run: putBack,
})

/** Takes back a task that was just made: the undo of tasks.create. Fires `task.deleted`. */
export const retractTask = defineSkill({
  id: 'tasks.retract',
  title: 'Take back a task',
  description: 'Takes back a task that was just created.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string(), project: z.string().optional() }),
  output: z.object({ id: z.string(), project: z.string().optional() }),
  examples: [],
  undo: ({ id, project }) => ({ skill: 'tasks.restore', input: { ids: [id], ...(project ? { project } : {}) } }),
  run: takeBack,
})
