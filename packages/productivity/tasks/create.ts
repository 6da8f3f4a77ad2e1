import { Task } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { taskFields } from './fields.ts'
import { insertTask } from './insert.ts'
import { tellCreated } from './tell.ts'

/** Adds one task. Fires `task.created`, and `task.assigned` where it is somebody's. */
export const createTask = defineSkill({
  id: 'tasks.create',
  title: 'Create a task',
  description:
    'Adds one thing to do, with a due date, project, assignee, priority or labels where they are given. To change an existing task use tasks.update; to be told at a time use reminders.create; for a meeting use calendar.create.',
  effect: 'write',
  input: z.object({
    title: taskFields.title,
    notes: taskFields.notes.optional(),
    status: taskFields.status.optional(),
    priority: taskFields.priority.optional(),
    due: taskFields.due.optional(),
    project: taskFields.project.optional(),
    assignee: taskFields.assignee.optional(),
    labels: taskFields.labels.optional(),
    rrule: taskFields.rrule.optional(),
    parent: taskFields.parent.optional(),
  }),
  output: Task.extend({
    madeProject: z.string().optional().describe('Id of the project that was made for it, because there was none of that name.'),
  }),
  examples: [
    { say: 'call Dana by Friday', input: { title: 'call Dana', due: '2026-11-27' } },
    { say: 'call Tom tomorrow at 10', input: { title: 'call Tom', due: '2026-11-25T10:00' } },
    { say: 'add milk to Groceries', input: { title: 'milk', project: 'Groceries' } },
    {
      say: 'I need to renew my passport before 15 December, high priority',
      input: { title: 'renew my passport', due: '2026-12-15', priority: 'high' },
    },
    { say: 'create a task to review the budget tomorrow at 4pm', input: { title: 'review the budget', due: '2026-11-25T16:00' } },
    {
      say: 'new task: fix the login bug, urgent, assign it to Sam',
      input: { title: 'fix the login bug', priority: 'urgent', assignee: 'Sam' },
    },
    {
      say: 'todo pay rent on the 1st of every month #home',
      input: { title: 'pay rent', due: '2026-12-01', rrule: 'FREQ=MONTHLY;BYMONTHDAY=1', labels: ['home'] },
    },
    { say: 'put "book flights" on my list', input: { title: 'book flights' } },
    {
      say: 'add a task water the plants every Saturday',
      input: { title: 'water the plants', due: '2026-11-28', rrule: 'FREQ=WEEKLY;BYDAY=SA' },
    },
    { say: 'we have to send the invoice to Acme by the end of the month', input: { title: 'send the invoice to Acme', due: '2026-11-30' } },
    { say: 'add buy cake as a subtask of plan the party', input: { title: 'buy cake', parent: 'plan the party' } },
    {
      say: 'make a to-do for me: order new chairs, project Office',
      input: { title: 'order new chairs', assignee: 'me', project: 'Office' },
    },
    { say: 'create a task for Sam to check the boiler', input: { title: 'check the boiler', assignee: 'Sam' } },
    { say: 'task for Lee: book the venue', input: { title: 'book the venue', assignee: 'Lee' } },
  ],
  synonyms: {
    verbs: ['add', 'create', 'make', 'put', 'write down', 'need to', 'have to', 'have got to', 'must', 'new', 'log', 'pop', 'stick'],
    nouns: ['task', 'todo', 'to-do', 'to do', 'item', 'action item', 'chore'],
  },
  route: 'POST /api/tasks',
  status: 201,
  undo: task => ({
    skill: 'tasks.retract',
    input: { id: task.id, ...(task.madeProject ? { project: task.madeProject } : {}) },
    ifStill: ifStill('tasks', task),
  }),
  tell: tellCreated,
  run: insertTask,
})
