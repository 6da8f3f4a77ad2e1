import type { Reminder } from '@atom/contracts'
import { addDays, type Context, startOfDay } from '@atom/kernel'
import { type Page, paginate, type SortKey } from '@atom/storage'
import { sql } from 'kysely'
import { daysInOrder } from '../days-in-order.ts'
import { peopleIn } from '../people.ts'
import { holdingAll, wordsOf } from '../search.ts'
import { reminderRows, remindersOf } from './record.ts'

interface PageRequest {
  limit?: number
  cursor?: string
}

interface ReminderFilter {
  filter?: 'upcoming' | 'past' | 'all'
  person?: string
  from?: string
  to?: string
}

/** Reminders a filter names; those that will still fire unless told. */
export async function filtered(ctx: Context, { filter = 'upcoming', person, from, to }: ReminderFilter) {
  daysInOrder(from, to)
  const zone = ctx.person.timeZone
  let query = reminderRows(ctx)
  if (filter === 'upcoming') query = query.where('status', '=', 'scheduled')
  if (filter === 'past') query = query.where('status', 'in', ['fired', 'done'])
  if (from !== undefined) query = query.where('fire_at', '>=', startOfDay(from, zone))
  if (to !== undefined) query = query.where('fire_at', '<', startOfDay(addDays(to, 1), zone))
  if (person === undefined) return query
  if (person === ctx.person.id)
    return query.where(eb => eb.or([eb('person', '=', person), eb.and([eb('person', 'is', null), eb('created_by', '=', person)])]))
  if ((await peopleIn(ctx, [person])).idOf(person)) return query.where('person', '=', person)
  return query.where(sql<boolean>`lower(person) = ${person.toLowerCase()}`)
}

const keys = (order: 'asc' | 'desc'): SortKey[] => [
  { column: 'fire_at', order },
  { column: 'id', order },
]

/** One page: the next first; of past ones, the last first. */
export async function pageOfReminders(ctx: Context, input: ReminderFilter & PageRequest): Promise<Page<Reminder>> {
  const { items, nextCursor } = await paginate(await filtered(ctx, input), input, keys(input.filter === 'past' ? 'desc' : 'asc'))
  return { items: await remindersOf(ctx, items), nextCursor }
}

/** One page of those that hold all the words, the latest first. */
export async function pageOfFoundReminders(ctx: Context, input: { query: string } & PageRequest): Promise<Page<Reminder>> {
  const { items, nextCursor } = await paginate(holdingAll(reminderRows(ctx), 'search_text', wordsOf(input.query)), input, keys('desc'))
  return { items: await remindersOf(ctx, items), nextCursor }
}
