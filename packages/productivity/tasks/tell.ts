import type { Task } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import type { Page } from '@atom/storage'
import { writtenBy } from '../adding-to.ts'
import { bullets, date, plain, repeats, sayNone } from '../saying.ts'

const line = (task: Task, ctx: Context): string =>
  [
    task.status === 'done' ? `~~${plain(task.title)}~~` : `**${plain(task.title)}**`,
    task.due ? `due ${date(ctx, task.due)}${repeats(task.rrule)}` : '',
    task.status === 'in_progress' ? 'in progress' : '',
    task.priority === 'normal' ? '' : `${task.priority} priority`,
    task.project ? `in ${plain(task.project)}` : '',
    task.assignee ? `for ${plain(task.assignee)}` : '',
    task.labels.map(label => `\\#${plain(label)}`).join(' '),
  ]
    .filter(Boolean)
    .join(' · ')

/** “Added **call Dana**, due Friday.” “Added **milk** to Groceries (a new project).” */
export function tellCreated(task: Task & { madeProject?: string | undefined }, _input: unknown, ctx: Context): string {
  const due = task.due ? `, due ${date(ctx, task.due)}${repeats(task.rrule)}` : ''
  const project = task.project ? ` to ${plain(task.project)}${task.madeProject ? ' (a new project)' : ''}` : ''
  const assignee = task.assignee ? `, for ${plain(task.assignee)}` : ''
  const priority = task.priority === 'normal' ? '' : `, ${task.priority} priority`
  return `Added **${plain(task.title)}**${project}${due}${assignee}${priority}.`
}

export const tellTask = (task: Task, _input: unknown, ctx: Context): string =>
  `${line(task, ctx)}${task.notes ? `\n\n${plain(task.notes, 1000)}` : ''}`

interface AskedTasks {
  query?: string | undefined
  filter?: string | undefined
  dueFrom?: string | undefined
  dueTo?: string | undefined
  completedFrom?: string | undefined
  completedTo?: string | undefined
  project?: string | undefined
  assignee?: string | undefined
  labels?: string[] | undefined
  priority?: string | undefined
}

function noTasks(ctx: Context, { project, assignee, labels, priority, dueFrom, dueTo, completedFrom, completedTo, ...asked }: AskedTasks) {
  if (project ?? assignee ?? labels ?? priority) return 'I found no such tasks.'
  const finished = (completedFrom ?? completedTo) ? { filter: 'done' } : {}
  return sayNone(ctx, 'task', { ...finished, ...asked, from: completedFrom ?? dueFrom, to: completedTo ?? dueTo })
}

export const tellTasks = (page: Page<Task>, input: AskedTasks, ctx: Context): string =>
  bullets(page, 'task', noTasks(ctx, input), task => line(task, ctx))

/** “Changed **call Dana**: due Friday.” */
export function tellUpdated(task: Task, input: Record<string, unknown>, ctx: Context): string {
  const said: Record<string, string> = {
    title: 'it has a new title',
    notes: task.notes ? 'its notes' : 'without notes',
    status: task.status.replace('_', ' '),
    priority: `${task.priority} priority`,
    due: task.due ? `due ${date(ctx, task.due)}` : 'no due date',
    project: task.project ? `in ${plain(task.project)}` : 'in no project',
    assignee: task.assignee ? `for ${plain(task.assignee)}` : 'for nobody',
    labels: task.labels.length ? `tagged ${task.labels.map(label => plain(label)).join(', ')}` : 'no labels',
    rrule: task.rrule ? `repeats${repeats(task.rrule).slice(1)}` : 'no longer repeats',
    parent: task.parent ? 'part of another task' : 'on its own',
  }
  const changes = writtenBy(input).flatMap(field => said[field] ?? [])
  return `Changed **${plain(task.title)}**: ${changes.join(', ')}.`
}

/** “Done: **call Dana**.” */
export const tellCompleted = (task: Task, _input: unknown, ctx: Context): string =>
  task.status !== 'done' && task.due
    ? `Done: **${plain(task.title)}**. Next time ${date(ctx, task.due)}.`
    : `Done: **${plain(task.title)}**.`
