import type { Context, UndoCall } from '@atom/kernel'
import { listAfter, writtenBy } from '../adding-to.ts'
import { productivityErrors } from '../errors.ts'
import { ifStillChanged } from '../if-still.ts'
import { labelColumns, labelsOf } from '../labels.ts'
import { movedExceptions } from '../moved-exceptions.ts'
import { announce } from '../record-store.ts'
import { requireDates } from '../require-dates.ts'
import { firstDate, startOfSeries } from '../series.ts'
import { type RowOf, store } from '../store.ts'
import { changedBack } from '../undo-change.ts'
import { type Finished, finishTask } from './finish.ts'
import { dueColumns, statusColumns, taskSearchText } from './insert.ts'
import { getTask, taskRow, told } from './record.ts'

export interface TaskChange {
  id: string
  title?: string
  notes?: string | null
  status?: RowOf<'task'>['status']
  priority?: RowOf<'task'>['priority']
  due?: string | null
  project?: string | null
  assignee?: string | null
  labels?: string[]
  addLabels?: string[]
  rrule?: string | null
  parent?: string | null
}

/** A task in the words of the input, for undo. */
export async function taskBefore(ctx: Context, { id }: { id: string }): Promise<Record<string, unknown>> {
  const row = await taskRow(ctx, id)
  return {
    title: row.title,
    notes: row.notes,
    status: row.status,
    priority: row.priority,
    due: row.due,
    project: row.project_id,
    assignee: row.assignee,
    labels: labelsOf(row),
    rrule: row.rrule,
    parent: row.parent_id,
  }
}

export async function changeTask(ctx: Context, input: TaskChange): Promise<Finished> {
  if (Object.keys(input).length < 2) throw productivityErrors.no_change()
  const row = await taskRow(ctx, input.id)
  if (input.status === 'done' && row.status !== 'done' && (input.rrule === undefined ? row.rrule : input.rrule))
    return finishChanged(ctx, input)
  if (input.parent) await refuseCircle(ctx, input.id, input.parent)
  const title = input.title ?? row.title
  const notes = input.notes === undefined ? row.notes : input.notes
  const labels = listAfter('labels', labelsOf(row), { whole: input.labels, added: input.addLabels })
  await store
    .update(ctx, 'task')
    .set({
      title,
      notes,
      ...(input.status === undefined || input.status === row.status ? {} : statusColumns(ctx, input.status)),
      ...(input.priority === undefined ? {} : { priority: input.priority }),
      ...(input.project === undefined ? {} : { project_id: input.project }),
      ...(input.assignee === undefined ? {} : { assignee: input.assignee }),
      ...(input.parent === undefined ? {} : { parent_id: input.parent }),
      ...labelColumns(labels),
      ...dates(ctx, row, input),
      search_text: taskSearchText({ title, notes, labels }),
      updated_at: ctx.clock.now().toISOString(),
    })
    .where('id', '=', input.id)
    .execute()
  const task = await getTask(ctx, input.id)
  const what = input.status === 'done' && row.status !== 'done' ? 'completed' : 'updated'
  await announce(ctx, 'task', what, input.id, { ...told(task), changed: writtenBy(input) })
  if (input.assignee && input.assignee !== row.assignee) await announce(ctx, 'task', 'assigned', input.id, told(task))
  return task
}

/** Done is done, however it is said: a recurring task moves to its next date and leaves a finished copy. */
async function finishChanged(ctx: Context, { status: _, ...rest }: TaskChange): Promise<Finished> {
  if (Object.keys(rest).length > 1) await changeTask(ctx, rest)
  return finishTask(ctx, { id: rest.id })
}

/** The call that takes a change back; one that finished a recurring task takes its finished copy away too. */
export function taskChangedBack(task: Finished, input: TaskChange, before: Record<string, unknown>): UndoCall {
  const { id, ...back } = changedBack({ ...input }, before)
  if (!task.finishedCopy) return { skill: 'tasks.update', input: { id, ...back }, ifStill: ifStillChanged('tasks', task, input) }
  const { status, ...change } = back
  return {
    skill: 'tasks.reopen',
    input: { id, status, due: before.due, finishedCopy: task.finishedCopy, ...(Object.keys(change).length > 0 ? { change } : {}) },
    ifStill: ifStillChanged('tasks', task, { ...input, due: task.due }),
  }
}

/** A new date or rule starts the series anew; a recurring task always has a date. */
function dates(ctx: Context, row: RowOf<'task'>, input: TaskChange) {
  if (input.due === undefined && input.rrule === undefined) return {}
  const rrule = input.rrule === undefined ? row.rrule : input.rrule
  if (input.due === null && rrule) throw productivityErrors.recurring_needs_date({ title: row.title })
  const given = input.due === undefined ? row.due : input.due
  const due = startOfSeries(ctx, rrule, given ?? (rrule ? firstDate(ctx, rrule) : null), ctx.person.timeZone)
  const series = { rrule, series_start: rrule ? due : null, time_zone: ctx.person.timeZone }
  requireDates(rrule, due, series.time_zone)
  return { ...dueColumns(due), ...series, except: movedExceptions(row, series) }
}

/** @throws productivity.circle */
async function refuseCircle(ctx: Context, id: string, parent: string): Promise<void> {
  const seen = new Set([id])
  for (let at: string | null = parent; at !== null; ) {
    if (seen.has(at)) throw productivityErrors.circle()
    seen.add(at)
    const above: { parent_id: string | null } | undefined = await store
      .from(ctx, 'task')
      .select('parent_id')
      .where('id', '=', at)
      .executeTakeFirst()
    at = above?.parent_id ?? null
  }
}
