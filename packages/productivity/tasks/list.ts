import { pageOf, Task } from '@atom/contracts'
import { day, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { cursor, label, limit, priority } from '../fields.ts'
import { taskFilter } from './fields.ts'
import { pageOfTasks } from './page.ts'
import { tellTasks } from './tell.ts'

/** One page of tasks, those due first first. */
export const listTasks = defineSkill({
  id: 'tasks.list',
  title: 'List tasks',
  description:
    'Lists tasks, open ones unless told, ordered by due date. Filter by project, assignee, labels, priority or days (inclusive): when they are due, or when they were finished. To find a task by its words use tasks.search.',
  effect: 'read',
  input: z.object({
    filter: taskFilter.describe('Open tasks unless told.').optional(),
    project: ref('project', { cues: ['in project', 'in', 'for project', 'of', 'under', 'project', 'list'] }).optional(),
    assignee: ref('person', { unknown: 'text', cues: ['assigned to', 'of', 'for', 'by'] }).optional(),
    labels: label.optional(),
    priority: priority.optional(),
    dueFrom: day({ cues: ['due from', 'due after', 'from', 'since', 'after', 'due'] }).optional(),
    dueTo: day({ cues: ['due by', 'due until', 'due before', 'until', 'before', 'to', 'due'] }).optional(),
    completedFrom: day({ insteadOf: { field: 'dueFrom', beside: { filter: 'done' } } })
      .describe('Finished on this day or later. Finished tasks unless a filter is told.')
      .optional(),
    completedTo: day({ insteadOf: { field: 'dueTo', beside: { filter: 'done' } } })
      .describe('Finished on this day or before.')
      .optional(),
    // An id alone: a name here would take words from the other fields.
    parent: z.string().min(1).max(100).describe('Id of the task they are a part of.').optional(),
    limit,
    cursor,
  }),
  output: pageOf(Task),
  examples: [
    { say: 'show my tasks', input: {} },
    { say: 'what do I have to do today', input: { dueFrom: '2026-11-24', dueTo: '2026-11-24' } },
    { say: 'what is overdue?', input: { filter: 'overdue' } },
    { say: 'list everything in the Groceries project', input: { project: 'Groceries' } },
    { say: 'which tasks are assigned to Sam', input: { assignee: 'Sam' } },
    { say: 'what did we finish', input: { filter: 'done' } },
    { say: 'what did I finish today', input: { filter: 'done', completedFrom: '2026-11-24', completedTo: '2026-11-24' } },
    { say: 'what did I complete this week', input: { filter: 'done', completedFrom: '2026-11-23', completedTo: '2026-11-29' } },
    { say: 'tasks due this week', input: { dueFrom: '2026-11-23', dueTo: '2026-11-29' } },
    { say: 'show me the urgent todos', input: { priority: 'urgent' } },
    { say: 'what is still open with tag home', input: { filter: 'open', labels: ['home'] } },
    { say: 'any tasks nobody has taken', input: { filter: 'unassigned' } },
    { say: 'my to-do list for tomorrow', input: { dueFrom: '2026-11-25', dueTo: '2026-11-25' } },
    { say: 'which tasks belong to nobody', input: { filter: 'unassigned' } },
    { say: 'show me the tasks I have already finished', input: { filter: 'done' } },
    { say: 'what has to be ready by Friday', input: { dueTo: '2026-11-27' } },
    { say: 'what has to be finished by Friday', input: { dueTo: '2026-11-27' } },
    { say: 'what is due this week', input: { dueFrom: '2026-11-23', dueTo: '2026-11-29' } },
    { say: 'how many tasks do I have', input: {} },
    { say: 'anything due today?', input: { dueFrom: '2026-11-24', dueTo: '2026-11-24' } },
    { say: 'anything due tomorrow?', input: { dueFrom: '2026-11-25', dueTo: '2026-11-25' } },
    { say: 'what must be done by the end of the month', input: { dueTo: '2026-11-30' } },
    { say: 'which tasks have no date', input: { filter: 'undated' } },
    { say: 'tasks without a due date', input: { filter: 'undated' } },
    { say: 'what tasks belong to no one', input: { filter: 'unassigned' } },
    { say: 'open tasks in Office', input: { filter: 'open', project: 'Office' } },
    { say: 'tasks for Sam', input: { assignee: 'Sam' } },
    { say: 'show me everything Sam has to do', input: { assignee: 'Sam' } },
    { say: 'todos tagged home', input: { labels: ['home'] } },
    { say: 'which todos are late', input: { filter: 'overdue' } },
    { say: 'what is left to do', input: { filter: 'open' } },
    { say: 'what do I still have to do', input: { filter: 'open' } },
    { say: 'high priority tasks', input: { priority: 'high' } },
    { say: 'what tasks does Sam have', input: { assignee: 'Sam' } },
    { say: 'show me what is left', input: { filter: 'open' } },
    { say: 'what else is due tomorrow', input: { dueFrom: '2026-11-25', dueTo: '2026-11-25' } },
    { say: 'what is due on Friday', input: { dueFrom: '2026-11-27', dueTo: '2026-11-27' } },
  ],
  synonyms: {
    verbs: ['show', 'list', 'see', 'view', 'what', 'which', 'display', 'give me', 'get', 'fetch', 'pull up', 'how many'],
    nouns: ['tasks', 'todos', 'to-dos', 'to-do list', 'todo list', 'things to do', 'work', 'plate', 'agenda'],
  },
  route: 'GET /api/tasks',
  answers: 'until-changed',
  tell: tellTasks,
  run: pageOfTasks,
})
