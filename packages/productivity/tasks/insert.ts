import type { Task } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { labelColumns } from '../labels.ts'
import { wasMadeFor } from '../projects/made-for.ts'
import { announce } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { searchText } from '../search.ts'
import { firstDate, seriesColumns, startOfSeries } from '../series.ts'
import { store, type TaskTable } from '../store.ts'
import { getTask, told } from './record.ts'

interface NewTask {
  title: string
  notes?: string
  status?: TaskTable['status']
  priority?: TaskTable['priority']
  due?: string
  project?: string
  assignee?: string
  labels?: string[]
  rrule?: string
  parent?: string
}

interface NewlyMade extends Task {
  /** Id of the project that was made for it. */
  madeProject?: string
}

/** What lists sort and filter a task without a due date by. */
const never = '9999-12-31'
export const dueColumns = (due: string | null) => ({ due, due_key: due ?? never })

export const statusColumns = (ctx: Context, status: TaskTable['status']) => ({
  status,
  is_open: status === 'open' || status === 'in_progress' ? 1 : 0,
  completed_at: status === 'done' ? ctx.clock.now().toISOString() : null,
})

export const taskSearchText = (task: { title: string; notes?: string | null; labels?: string[] }): string =>
  searchText(task.title, task.notes, ...(task.labels ?? []))

export async function insertTask(ctx: Context, input: NewTask): Promise<NewlyMade> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  const given = input.due ?? (input.rrule ? firstDate(ctx, input.rrule) : null)
  const due = startOfSeries(ctx, input.rrule, given, ctx.person.timeZone)
  requireDates(input.rrule, due, ctx.person.timeZone)
  await store
    .insert(ctx, 'task', {
      id,
      title: input.title,
      notes: input.notes ?? null,
      ...statusColumns(ctx, input.status ?? 'open'),
      priority: input.priority ?? 'normal',
      ...dueColumns(due),
      project_id: input.project ?? null,
      assignee: input.assignee ?? null,
      ...labelColumns(input.labels ?? []),
      ...seriesColumns(ctx, input.rrule, due),
      parent_id: input.parent ?? null,
      search_text: taskSearchText(input),
      created_by: ctx.person.id,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .execute()
  const task = await getTask(ctx, id)
  await announce(ctx, 'task', 'created', id, told(task))
  if (task.assignee) await announce(ctx, 'task', 'assigned', id, told(task))
  return input.project !== undefined && wasMadeFor(ctx, input.project) ? { ...task, madeProject: input.project } : task
}
