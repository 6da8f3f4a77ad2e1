import { Task } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { finishedCopy } from './fields.ts'
import { beforeFinish, finishTask, reopening } from './finish.ts'
import { tellCompleted } from './tell.ts'

/** Marks a task done; a recurring one moves to its next date, and what was done stays as a finished copy. Fires `task.completed`. */
export const completeTask = defineSkill({
  id: 'tasks.complete',
  title: 'Complete a task',
  description: 'Marks a task as done. A recurring task moves to its next date. To delete it instead use tasks.delete.',
  effect: 'write',
  input: z.object({ id: ref('task', { ask: 'Which task is done?' }) }),
  output: Task.extend({ finishedCopy }),
  examples: [
    { say: 'I called Dana', input: { id: 'call Dana' } },
    { say: 'mark the budget task as done', input: { id: 'budget' } },
    { say: 'done with the passport', input: { id: 'passport' } },
    { say: 'complete book flights', input: { id: 'book flights' } },
    { say: 'check off milk', input: { id: 'milk' } },
    { say: 'the login bug is fixed', input: { id: 'login bug' } },
    { say: 'finished the invoice for Acme', input: { id: 'invoice for Acme' } },
    { say: 'tick off water the plants', input: { id: 'water the plants' } },
    { say: 'I am through with the tax task', input: { id: 'tax' } },
    { say: 'the passport task is finished', input: { id: 'passport' } },
    { say: 'the budget task is complete', input: { id: 'budget' } },
    { say: 'I have already done the invoice task', input: { id: 'invoice' } },
    { say: 'mark the task call Dana as completed', input: { id: 'call Dana' } },
    { say: 'tick off milk, that is sorted', input: { id: 'milk' } },
    { say: 'email Dana: done', input: { id: 'email Dana' } },
    { say: 'all done with the slides', input: { id: 'slides' } },
    { say: 'the boiler has been taken care of', input: { id: 'boiler' } },
    { say: 'the laundry is taken care of', input: { id: 'laundry' } },
    { say: 'taken care of the laundry', input: { id: 'laundry' } },
  ],
  synonyms: {
    verbs: [
      'complete',
      'finish',
      'finished',
      'done',
      'done with',
      'check off',
      'tick off',
      'close',
      'mark as done',
      'mark done',
      'cross off',
      'sorted',
      'completed',
      'ticked off',
      'wrapped up',
      'through with',
    ],
    nouns: ['task', 'tasks', 'todo', 'to-do'],
  },
  route: 'POST /api/tasks/{id}/complete',
  before: beforeFinish,
  undo: reopening,
  tell: tellCompleted,
  run: finishTask,
})
