import { Deleted } from '@atom/contracts'
import { day, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { deletingVerbs } from '../deleting-verbs.ts'
import { tellDeleted } from '../tell-deleted.ts'
import { undoDeleted } from '../undo-deleted.ts'
import { taskFilter } from './fields.ts'
import { affectedTasks, removeTasks } from './remove.ts'

/** Deletes one task with its subtasks, or all that a filter names, or one date of a recurring one. It can be restored. Fires `task.deleted` for each. */
export const deleteTasks = defineSkill({
  id: 'tasks.delete',
  title: 'Delete tasks',
  description:
    'Deletes one task (id), all tasks a filter names (filter), or a single date of a recurring task (id and date). Give either id or filter. To mark it done use tasks.complete.',
  effect: 'destructive',
  input: z.object({
    id: ref('task', { ask: 'Which task should I delete?' }).optional(),
    filter: taskFilter.optional(),
    date: day({ cues: ['on', 'only on', 'just'] })
      .describe('Only this date of a recurring task.')
      .optional(),
  }),
  output: Deleted,
  examples: [
    { say: 'delete the task call Dana', input: { id: 'call Dana' } },
    { say: 'remove milk from my list', input: { id: 'milk' } },
    { say: 'delete all finished tasks', input: { filter: 'done' } },
    { say: 'get rid of the login bug task', input: { id: 'login bug' } },
    { say: 'clear all overdue tasks', input: { filter: 'overdue' } },
    { say: 'drop the to-do about chairs', input: { id: 'chairs' } },
    { say: 'throw away everything on my task list', input: { filter: 'all' } },
    { say: 'skip water the plants this Saturday', input: { id: 'water the plants', date: '2026-11-28' } },
    { say: 'bin every overdue task', input: { filter: 'overdue' } },
    { say: 'scrap the task about the printer', input: { id: 'printer' } },
    { say: 'forget the printer task', input: { id: 'printer' } },
    { say: 'kill the login bug task', input: { id: 'login bug' } },
    { say: 'the printer task can go', input: { id: 'printer' } },
    { say: 'take the chairs task off my list', input: { id: 'chairs' } },
    { say: 'get the chairs task off the list', input: { id: 'chairs' } },
    { say: 'delete everything overdue from my tasks', input: { filter: 'overdue' } },
  ],
  synonyms: {
    verbs: [...deletingVerbs, 'throw away', 'skip', 'cancel'],
    nouns: ['task', 'tasks', 'todo', 'to-do', 'to-dos'],
  },
  route: 'DELETE /api/tasks/{id}',
  undo: undoDeleted('tasks'),
  affects: affectedTasks,
  tell: tellDeleted('task'),
  run: removeTasks,
})
