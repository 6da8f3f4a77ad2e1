import type { Deleted } from '@atom/contracts'
import { type Context, dayIn, isDay } from '@atom/kernel'
import { affected } from '../affected.ts'
import { productivityErrors } from '../errors.ts'
import { restoreProjects } from '../projects/record.ts'
import { announce, restore, retract, softDelete } from '../record-store.ts'
import { dateOn, exceptionsOf, nextDate } from '../series.ts'
import { type RowOf, store } from '../store.ts'
import { dueColumns } from './insert.ts'
import { conditions, type TaskFilter } from './page.ts'
import { taskRow } from './record.ts'

/** Deletes a task with its subtasks, all that a filter names, or one date of a recurring task. */
export async function removeTasks(
  ctx: Context,
  { id, filter, date }: { id?: string; filter?: TaskFilter['filter']; date?: string },
): Promise<Deleted> {
  if ((id === undefined) === (filter === undefined)) throw productivityErrors.one_of()
  if (id === undefined) {
    if (date !== undefined) throw productivityErrors.date_needs_id({ noun: 'task' })
    const ids = await softDelete(ctx, 'task', await withSubtasks(ctx, await named(ctx, filter)))
    return { deleted: ids.length, ids }
  }
  const row = await taskRow(ctx, id)
  if (date !== undefined) return leaveOut(ctx, row, date)
  const ids = await softDelete(ctx, 'task', await withSubtasks(ctx, [id]))
  return { id, title: row.title, deleted: ids.length, ids }
}

/** What `removeTasks` would take away. */
export async function affectedTasks(ctx: Context, { id, filter, date }: { id?: string; filter?: TaskFilter['filter']; date?: string }) {
  if (id !== undefined && date !== undefined) return affected(ctx, 'task', { ids: [id], date })
  return affected(ctx, 'task', { ids: await withSubtasks(ctx, id === undefined ? await named(ctx, filter) : [id]) })
}

async function named(ctx: Context, filter: TaskFilter['filter']): Promise<string[]> {
  let query = store.from(ctx, 'task').select('id').where('deleted_at', 'is', null)
  for (const where of await conditions(ctx, { filter })) query = query.where(where)
  return (await query.execute()).map(row => row.id)
}

/** These and all below them that are not deleted. */
async function withSubtasks(ctx: Context, ids: string[]): Promise<string[]> {
  const all = new Set(ids)
  for (let level = ids; level.length > 0; ) {
    const part = level.slice(0, 500)
    const rest = level.slice(500)
    const below = await store.from(ctx, 'task').select('id').where('parent_id', 'in', part).where('deleted_at', 'is', null).execute()
    const fresh = below.map(row => row.id).filter(id => !all.has(id))
    for (const id of fresh) all.add(id)
    level = [...rest, ...fresh]
  }
  return [...all]
}

const dayOf = (row: RowOf<'task'>, date: string): string => (isDay(date) ? date : dayIn(new Date(date), row.time_zone))

/** Leaves one date out; when it is the one the task stands at, the task moves on, and without a next one it is deleted. */
async function leaveOut(ctx: Context, row: RowOf<'task'>, day: string): Promise<Deleted> {
  if (!row.rrule || !row.due) throw productivityErrors.not_recurring({ title: row.title })
  const date = dateOn(row, day)
  if (date === undefined || exceptionsOf(row).includes(date)) throw productivityErrors.no_occurrence({ title: row.title, date: day })
  const except = JSON.stringify([...exceptionsOf(row), date])
  const due = date === row.due ? nextDate({ ...row, except }, row.due, ctx.clock.now()) : row.due
  await store
    .update(ctx, 'task')
    .set({ except, ...(due === undefined ? {} : dueColumns(due)), updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', row.id)
    .execute()
  if (due === undefined) await softDelete(ctx, 'task', [row.id])
  else await announce(ctx, 'task', 'updated', row.id, { title: row.title, due, changed: ['due'] })
  return { id: row.id, title: row.title, date: day, deleted: 1, ids: [row.id] }
}

/** Brings tasks back, and the project that went with them; with a day, brings that date of a recurring task back. */
export async function restoreTasks(ctx: Context, { ids, date, project }: { ids: string[]; date?: string; project?: string }) {
  if (project !== undefined) await restoreProjects(ctx, [project])
  const back = await restore(ctx, 'task', ids)
  if (date === undefined) return { ids: back, restored: back.length }
  for (const id of ids) {
    const row = await taskRow(ctx, id)
    const [left] = exceptionsOf(row).filter(exception => dayOf(row, exception) === date)
    if (left === undefined) continue
    const except = JSON.stringify(exceptionsOf(row).filter(exception => exception !== left))
    const due = row.due !== null && row.due < left ? row.due : left
    await store
      .update(ctx, 'task')
      .set({ except, ...dueColumns(due), updated_at: ctx.clock.now().toISOString() })
      .where('id', '=', id)
      .execute()
    await announce(ctx, 'task', 'updated', id, { title: row.title, due, changed: ['due'] })
  }
  return { ids, restored: ids.length }
}

/**
 * Takes back a task that was just made, and the project that was made for it, unless something else is in that by now.
 * @returns the project, if it went too. @throws kernel.not_found
 */
export async function retractTask(
  ctx: Context,
  { id, project }: { id: string; project?: string },
): Promise<{ id: string; project?: string }> {
  await retract(ctx, 'task', id)
  if (project === undefined) return { id }
  const other = await store
    .from(ctx, 'task')
    .select('id')
    .where('project_id', '=', project)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (other) return { id }
  const [gone] = await softDelete(ctx, 'project', [project])
  return { id, ...(gone ? { project: gone } : {}) }
}
