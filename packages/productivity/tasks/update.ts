import { Task } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { changedBack } from '../undo-change.ts'
import { changeTask, taskBefore } from './change.ts'
import { taskFields } from './fields.ts'
import { tellUpdated } from './tell.ts'

/** Changes the fields that are given; null clears one. Fires `task.updated`. */
export const updateTask = defineSkill({
  id: 'tasks.update',
  title: 'Change a task',
  description:
    'Changes fields of one task: title, due date, priority, project, assignee, status, labels, notes. Only what is given changes; null clears. To mark it done use tasks.complete.',
  effect: 'write',
  input: z.object({
    id: ref('task', { ask: 'Which task?' }),
    title: taskFields.title.optional(),
    notes: taskFields.notes.nullable().optional(),
    status: taskFields.status.optional(),
    priority: taskFields.priority.optional(),
    due: taskFields.due.nullable().optional(),
    project: taskFields.project.nullable().optional(),
    assignee: taskFields.assignee.nullable().optional(),
    labels: taskFields.labels.optional(),
    rrule: taskFields.rrule.nullable().optional(),
    parent: taskFields.parent.nullable().optional(),
  }),
  output: Task,
  examples: [
    { say: 'move the budget task to Friday', input: { id: 'budget', due: '2026-11-27' } },
    { say: 'rename call Dana to email Dana', input: { id: 'call Dana', title: 'email Dana' } },
    { say: 'make the login bug urgent', input: { id: 'login bug', priority: 'urgent' } },
    { say: 'assign book flights to Sam', input: { id: 'book flights', assignee: 'Sam' } },
    { say: 'push the passport task to next Monday', input: { id: 'passport', due: '2026-11-30' } },
    { say: 'put order new chairs into project Office', input: { id: 'order new chairs', project: 'Office' } },
    { say: 'tag the task pay rent with home', input: { id: 'pay rent', labels: ['home'] } },
    { say: 'remove the due date of water the plants', input: { id: 'water the plants', due: null } },
    { say: 'change the deadline of the report task to 3 December 5pm', input: { id: 'report', due: '2026-12-03T17:00' } },
    { say: 'I started working on the website task', input: { id: 'website', status: 'in_progress' } },
    { say: 'reopen the invoice task', input: { id: 'invoice', status: 'open' } },
    { say: 'give the newsletter task to Lee', input: { id: 'newsletter', assignee: 'Lee' } },
    { say: 'add the label home to the rent task', input: { id: 'rent', labels: ['home'] } },
    { say: 'the website task is low priority now', input: { id: 'website', priority: 'low' } },
    { say: 'the report task can wait until Monday', input: { id: 'report', due: '2026-11-30' } },
    { say: 'the invoice task is due on Friday', input: { id: 'invoice', due: '2026-11-27' } },
  ],
  synonyms: {
    verbs: [
      'change',
      'update',
      'move',
      'rename',
      'reschedule',
      'postpone',
      'push',
      'set',
      'edit',
      'assign',
      'reassign',
      'tag',
      'label',
      'prioritise',
      'prioritize',
      'reopen',
      'start',
      'delay',
      'make',
      'give',
      'hand',
      'shift',
      'put',
    ],
    nouns: ['task', 'todo', 'to-do', 'due date', 'deadline', 'priority', 'assignee'],
  },
  route: 'PATCH /api/tasks/{id}',
  before: taskBefore,
  undo: (_task, input, before) => ({ skill: 'tasks.update', input: changedBack(input, before) }),
  tell: tellUpdated,
  run: changeTask,
})
