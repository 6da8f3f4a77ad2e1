import type { Task } from '@atom/contracts'
import { type Context, inZone } from '@atom/kernel'
import { labelsOf } from '../labels.ts'
import { type People, peopleIn } from '../people.ts'
import { projectNames } from '../projects/project-names.ts'
import { missing } from '../record-store.ts'
import { store } from '../store.ts'

/** Tasks that are not deleted. What only searching needs stays in the table. */
export const taskRows = (ctx: Context) =>
  store
    .from(ctx, 'task')
    .where('deleted_at', 'is', null)
    .select([
      'id',
      'title',
      'notes',
      'status',
      'priority',
      'due',
      'due_key',
      'is_open',
      'project_id',
      'assignee',
      'labels',
      'rrule',
      'parent_id',
      'completed_at',
      'created_at',
      'updated_at',
    ])

export type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>['execute']>>[number]

/** A row as it crosses the wire, times in the zone of who asks. */
function taskOf(ctx: Context, row: TaskRow, people: People, projects: Map<string, string>): Task {
  const zone = ctx.person.timeZone
  const project = row.project_id === null ? undefined : projects.get(row.project_id)
  return {
    id: row.id,
    title: row.title,
    notes: row.notes ?? undefined,
    status: row.status,
    priority: row.priority,
    due: row.due === null ? undefined : inZone(row.due, zone),
    project,
    projectId: project === undefined ? undefined : (row.project_id ?? undefined),
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

/** Rows with the names of their projects and people: a query for each kind, and none where nobody is named. (Measured: a join costs 80 µs a page of fifty.) */
export async function tasksOf(ctx: Context, rows: TaskRow[]): Promise<Task[]> {
  const projects = await projectNames(
    ctx,
    rows.map(row => row.project_id),
  )
  const people = await peopleIn(
    ctx,
    rows.map(row => row.assignee),
  )
  return rows.map(row => taskOf(ctx, row, people, projects))
}

/** @throws kernel.not_found */
export async function getTask(ctx: Context, id: string): Promise<Task> {
  const row = await taskRows(ctx).where('id', '=', id).executeTakeFirst()
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
