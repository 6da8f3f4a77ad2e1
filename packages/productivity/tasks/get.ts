import { Task } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { getTask as load } from './record.ts'
import { tellTask } from './tell.ts'

/** One task with everything about it. */
export const getTask = defineSkill({
  id: 'tasks.get',
  title: 'Show a task',
  description: 'Gives one task with all its fields. To look for several use tasks.search.',
  effect: 'read',
  input: z.object({ id: ref('task', { ask: 'Which task?' }) }),
  output: Task,
  examples: [
    { say: 'show me the task call Dana', input: { id: 'call Dana' } },
    { say: 'open the budget task', input: { id: 'budget' } },
    { say: 'details of the task renew my passport', input: { id: 'renew my passport' } },
    { say: 'when is the login bug task due', input: { id: 'login bug' } },
    { say: 'who is the task fix the website assigned to', input: { id: 'fix the website' } },
    { say: 'what is the status of the task book flights', input: { id: 'book flights' } },
    { say: 'who is assigned to the website task', input: { id: 'website' } },
  ],
  synonyms: {
    verbs: [
      'show',
      'open',
      'get',
      'details of',
      'look at',
      'tell me about',
      'give me the details of',
      'tell me more about',
      'pull up',
      'bring up',
      'let me see',
      'let me read',
    ],
    nouns: ['task', 'todo', 'to-do'],
  },
  route: 'GET /api/tasks/{id}',
  answers: 'until-changed',
  tell: tellTask,
  run: (ctx, { id }) => load(ctx, id),
})
