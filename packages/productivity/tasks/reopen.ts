import { Task, taskStatuses } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { takeBackFinish } from './finish.ts'

/** Takes back a completion: the undo of tasks.complete. Fires `task.updated`. */
export const reopenTask = defineSkill({
  id: 'tasks.reopen',
  title: 'Reopen a task',
  description: 'Takes back that a task was completed.',
  effect: 'write',
  internal: true,
  input: z.object({
    id: z.string(),
    status: z.enum(taskStatuses),
    due: z.string().optional(),
    finishedCopy: z.string().optional(),
  }),
  output: Task,
  examples: [],
  run: takeBackFinish,
})
