import type { Task } from '@atom/contracts'
import { type Context, newId, type UndoCall } from '@atom/kernel'
import { ifStill } from '../if-still.ts'
import { announce, softDelete } from '../record-store.ts'
import { nextDate } from '../series.ts'
import { type RowOf, store } from '../store.ts'
import { dueColumns, statusColumns } from './insert.ts'
import { getTask, taskRow, told } from './record.ts'

export interface Finished extends Task {
  /** Id of the finished copy that a recurring task leaves behind. */
  finishedCopy?: string
}

interface Before {
  status: RowOf<'task'>['status']
  due: string | null
}

/** What undo needs to know of a task before it was completed. */
export async function beforeFinish(ctx: Context, { id }: { id: string }): Promise<Before> {
  const { status, due } = await taskRow(ctx, id)
  return { status, due }
}

/** A finished task stays finished; a recurring one leaves a finished copy and moves to its next date, or is done when there is none. */
export async function finishTask(ctx: Context, { id }: { id: string }): Promise<Finished> {
  const row = await taskRow(ctx, id)
  if (row.status === 'done') return getTask(ctx, id)
  const next = row.rrule && row.due ? nextDate(row, row.due, ctx.clock.now()) : undefined
  const finishedCopy = next === undefined ? undefined : await insertCopy(ctx, row)
  await store
    .update(ctx, 'task')
    .set({
      ...(next === undefined ? statusColumns(ctx, 'done') : { ...statusColumns(ctx, 'open'), ...dueColumns(next) }),
      updated_at: ctx.clock.now().toISOString(),
    })
    .where('id', '=', id)
    .execute()
  const task = await getTask(ctx, id)
  await announce(ctx, 'task', 'completed', id, told(task))
  return { ...task, finishedCopy }
}

async function insertCopy(ctx: Context, row: RowOf<'task'>): Promise<string> {
  const id = newId()
  const now = ctx.clock.now().toISOString()
  const { workspace_id: _, ...rest } = row
  const copy = { ...rest, ...statusColumns(ctx, 'done'), id, rrule: null, series_start: null, except: '[]', updated_at: now }
  await store.insert(ctx, 'task', copy).execute()
  return id
}

/** The call that takes a completion back. */
export const reopening = (task: Finished, input: { id: string }, before: Before): UndoCall | undefined =>
  before.status === 'done'
    ? undefined
    : {
        skill: 'tasks.reopen',
        input: { id: input.id, status: before.status, ...(task.finishedCopy ? { finishedCopy: task.finishedCopy, due: before.due } : {}) },
        ifStill: ifStill('tasks', task, ['status', 'due']),
      }

export async function takeBackFinish(
  ctx: Context,
  input: { id: string; status: RowOf<'task'>['status']; due?: string; finishedCopy?: string },
): Promise<Task> {
  await taskRow(ctx, input.id)
  if (input.finishedCopy) await softDelete(ctx, 'task', [input.finishedCopy])
  await store
    .update(ctx, 'task')
    .set({
      ...statusColumns(ctx, input.status),
      ...(input.due ? dueColumns(input.due) : {}),
      updated_at: ctx.clock.now().toISOString(),
    })
    .where('id', '=', input.id)
    .execute()
  const task = await getTask(ctx, input.id)
  await announce(ctx, 'task', 'updated', input.id, { ...told(task), changed: ['status'] })
  return task
}
