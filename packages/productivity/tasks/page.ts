import type { Task } from '@atom/contracts'
import { addDays, type Context, dayIn, startOfDay } from '@atom/kernel'
import { type Page, paginate, type SortKey } from '@atom/storage'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { daysInOrder } from '../days-in-order.ts'
import { labelPattern } from '../labels.ts'
import { peopleIn } from '../people.ts'
import { holdingAll, holds, wordsOf } from '../search.ts'
import type { ProductivityTables, TaskTable } from '../store.ts'
import { taskRows, tasksOf } from './record.ts'

export interface TaskFilter {
  filter?: 'open' | 'done' | 'overdue' | 'unassigned' | 'undated' | 'all'
  project?: string
  assignee?: string
  labels?: string[]
  priority?: TaskTable['priority']
  dueFrom?: string
  dueTo?: string
  completedFrom?: string
  completedTo?: string
  parent?: string
}

type Where = (eb: ExpressionBuilder<ProductivityTables, 'task'>) => Expression<SqlBool>

/** Due dates are days or moments in one column; this tells them apart. */
const asDay = sql<boolean>`length(due_key) = 10`
const asMoment = sql<boolean>`length(due_key) > 10`

/** Due before: a day in the person's zone, or a moment. The first comparison alone can use the index, the rest is exact. */
const dueBefore =
  (day: string, moment: string): Where =>
  eb =>
    eb.and([
      eb('due_key', '<', day > moment ? day : moment),
      eb.or([eb.and([asDay, eb('due_key', '<', day)]), eb.and([asMoment, eb('due_key', '<', moment)])]),
    ])

const dueFrom =
  (day: string, moment: string): Where =>
  eb =>
    eb.and([
      eb('due_key', '>=', day < moment ? day : moment),
      eb('due_key', '<', '9999'),
      eb.or([eb.and([asDay, eb('due_key', '>=', day)]), eb.and([asMoment, eb('due_key', '>=', moment)])]),
    ])

/** What a filter that nobody told is: the open ones, or where it is asked when they were finished, those. */
const filterOf = ({ filter, completedFrom, completedTo }: TaskFilter) => filter ?? ((completedFrom ?? completedTo) ? 'done' : 'open')

/** The conditions of a filter. */
export async function conditions(ctx: Context, input: TaskFilter): Promise<Where[]> {
  const zone = ctx.person.timeZone
  daysInOrder(input.dueFrom, input.dueTo)
  daysInOrder(input.completedFrom, input.completedTo)
  const filter = filterOf(input)
  const where: Where[] = []
  if (filter === 'done') where.push(eb => eb.and([eb('is_open', '=', 0), eb('status', '=', 'done')]))
  else if (filter !== 'all') where.push(eb => eb('is_open', '=', 1))
  if (filter === 'overdue') where.push(dueBefore(dayIn(ctx.clock.now(), zone), ctx.clock.now().toISOString()))
  if (filter === 'unassigned') where.push(eb => eb('assignee', 'is', null))
  if (filter === 'undated') where.push(eb => eb('due', 'is', null))
  if (input.project !== undefined) where.push(eb => eb('project_id', '=', input.project as string))
  if (input.priority !== undefined) where.push(eb => eb('priority', '=', input.priority as TaskTable['priority']))
  if (input.assignee !== undefined) where.push(await assignedTo(ctx, input.assignee))
  for (const label of input.labels ?? []) where.push(() => holds('label_key', labelPattern(label)))
  if (input.parent !== undefined) where.push(eb => eb('task.parent_id', '=', input.parent as string))
  if (input.dueFrom !== undefined) where.push(dueFrom(input.dueFrom, startOfDay(input.dueFrom, zone)))
  if (input.dueTo !== undefined) {
    const end = addDays(input.dueTo, 1)
    where.push(dueBefore(end, startOfDay(end, zone)))
  }
  const { completedFrom, completedTo } = input
  if (completedFrom !== undefined) where.push(eb => eb('completed_at', '>=', startOfDay(completedFrom, zone)))
  if (completedTo !== undefined) where.push(eb => eb('completed_at', '<', startOfDay(addDays(completedTo, 1), zone)))
  return where
}

/** A member by id; somebody else by the words, whatever their case. */
async function assignedTo(ctx: Context, person: string): Promise<Where> {
  if ((await peopleIn(ctx, [person])).idOf(person)) return eb => eb('assignee', '=', person)
  return () => sql<boolean>`lower(assignee) = ${person.toLowerCase()}`
}

const byDue: SortKey[] = [
  { column: 'due_key', order: 'asc' },
  { column: 'id', order: 'asc' },
]
const lastDoneFirst: SortKey[] = [
  { column: 'completed_at', order: 'desc' },
  { column: 'id', order: 'desc' },
]

interface PageRequest {
  limit?: number
  cursor?: string
}

/** One page: those due first first; of done ones, those done last first. */
export async function pageOfTasks(ctx: Context, input: TaskFilter & PageRequest): Promise<Page<Task>> {
  let query = taskRows(ctx)
  for (const where of await conditions(ctx, input)) query = query.where(where)
  const { items, nextCursor } = await paginate(query, input, filterOf(input) === 'done' ? lastDoneFirst : byDue)
  return { items: await tasksOf(ctx, items), nextCursor }
}

/** One page of those that hold all the words, open ones first. */
export async function pageOfFoundTasks(ctx: Context, input: { query: string } & PageRequest): Promise<Page<Task>> {
  const query = holdingAll(taskRows(ctx), 'search_text', wordsOf(input.query))
  const { items, nextCursor } = await paginate(query, input, [{ column: 'is_open', order: 'desc' }, ...byDue])
  return { items: await tasksOf(ctx, items), nextCursor }
}
