import { Task, taskStatuses } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { changeTask, type TaskChange } from './change.ts'
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
    change: z.record(z.string(), z.unknown()).describe('Other fields to put back, as tasks.update takes them.').optional(),
  }),
  output: Task,
  examples: [],
  run: async (ctx, { change, ...input }) => {
    // The dates of the series come first: a date put back starts it anew.
    if (change) await changeTask(ctx, { ...(change as Omit<TaskChange, 'id'>), id: input.id })
    return takeBackFinish(ctx, input)
  },
})
