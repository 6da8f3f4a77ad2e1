import type { Task } from '@atom/contracts'
import { type Context, inZone } from '@atom/kernel'
import { labelsOf } from '../labels.ts'
import { type People, peopleIn } from '../people.ts'
import { missing } from '../record-store.ts'
import { store } from '../store.ts'

/** Tasks that are not deleted, with the names of their projects. What only searching needs stays in the table. */
export const taskRows = (ctx: Context) =>
  store
    .from(ctx, 'task')
    .leftJoin('project', join =>
      join
        .onRef('project.workspace_id', '=', 'task.workspace_id')
        .onRef('project.id', '=', 'task.project_id')
        .on('project.deleted_at', 'is', null),
    )
    .where('task.deleted_at', 'is', null)
    .select([
      'task.id as id',
      'task.title as title',
      'task.notes as notes',
      'task.status as status',
      'task.priority as priority',
      'task.due as due',
      'task.due_key as due_key',
      'task.is_open as is_open',
      'project.id as project_id',
      'project.name as project_name',
      'task.assignee as assignee',
      'task.labels as labels',
      'task.rrule as rrule',
      'task.parent_id as parent_id',
      'task.completed_at as completed_at',
      'task.created_at as created_at',
      'task.updated_at as updated_at',
    ])

export type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>['execute']>>[number]

/** A row as it crosses the wire, times in the zone of who asks. */
export function taskOf(ctx: Context, row: TaskRow, people: People): Task {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    title: row.title,
    notes: row.notes ?? undefined,
    status: row.status,
    priority: row.priority,
    due: row.due === null ? undefined : inZone(row.due, zone),
    project: row.project_name ?? undefined,
    projectId: row.project_id ?? undefined,
    assignee: row.assignee === null ? undefined : people.nameOf(row.assignee),
    assigneeId: row.assignee === null ? undefined : people.idOf(row.assignee),
    labels: labelsOf(row),
    rrule: row.rrule ?? undefined,
    parent: row.parent_id ?? undefined,
    completedAt: row.completed_at === null ? undefined : inZone(row.completed_at, zone),
    createdAt: inZone(row.created_at, zone),
    updatedAt: inZone(row.updated_at, zone),
  }
}

export async function tasksOf(ctx: Context, rows: TaskRow[]): Promise<Task[]> {
  const people = await peopleIn(
    ctx,
    rows.map(row => row.assignee),
  )
  return rows.map(row => taskOf(ctx, row, people))
}

/** @throws kernel.not_found */
export async function getTask(ctx: Context, id: string): Promise<Task> {
  const row = await taskRows(ctx).where('task.id', '=', id).executeTakeFirst()
  if (!row) throw missing('task', id)
  return (await tasksOf(ctx, [row]))[0] as Task
}

/** The whole row of a task that is not deleted. @throws kernel.not_found */
export async function taskRow(ctx: Context, id: string) {
  const row = await store.from(ctx, 'task').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
  if (!row) throw missing('task', id)
  return row
}

/** What an event says of a task: enough for a trigger to decide on. */
export const told = ({ title, status, priority, due, project, assignee }: Task) => ({ title, status, priority, due, project, assignee })
