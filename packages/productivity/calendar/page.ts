import type { CalendarEvent } from '@atom/contracts'
import { type Context, dayIn } from '@atom/kernel'
import { type Page, paginate, storageErrors } from '@atom/storage'
import { daysInOrder } from '../days-in-order.ts'
import { holdingAll, wordsOf } from '../search.ts'
import { type Occurrence, occurrencesIn, type Position, windowOfDays } from './occurrences.ts'
import { eventRows, eventsOf } from './record.ts'

interface PageRequest {
  limit?: number
  cursor?: string
}

const usual = 50

const write = ({ at, row }: Occurrence): string => Buffer.from(JSON.stringify([at, row.id])).toString('base64url')

/** @throws storage.bad_cursor */
function read(cursor: string): Position {
  try {
    const [start, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (typeof start === 'string' && typeof id === 'string' && !Number.isNaN(Date.parse(start))) return { start, id }
  } catch {
    // Falls through: not ours.
  }
  throw storageErrors.bad_cursor()
}

/** One page of what takes place between two days, inclusive: from today on unless told. */
export async function pageOfEvents(
  ctx: Context,
  input: { from?: string; to?: string; query?: string } & PageRequest,
): Promise<Page<CalendarEvent>> {
  daysInOrder(input.from, input.to)
  const today = dayIn(ctx.clock.now(), ctx.person.timeZone)
  const from = input.from ?? (input.to !== undefined && input.to < today ? input.to : today)
  const limit = input.limit ?? usual
  const wanted = await occurrencesIn(ctx, windowOfDays(ctx, from, input.to), {
    limit: limit + 1,
    after: input.cursor === undefined ? undefined : read(input.cursor),
    words: input.query === undefined ? [] : wordsOf(input.query),
  })
  const items = wanted.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await eventsOf(
      ctx,
      items.map(({ row }) => row),
    ),
    nextCursor: wanted.length > limit && last ? write(last) : null,
  }
}

/** One page of events of any date that hold all the words, the latest first; a recurring one once. */
export async function pageOfFoundEvents(ctx: Context, input: { query: string } & PageRequest): Promise<Page<CalendarEvent>> {
  const { items, nextCursor } = await paginate(holdingAll(eventRows(ctx), 'search_text', wordsOf(input.query)), input, [
    { column: 'start', order: 'desc' },
    { column: 'id', order: 'desc' },
  ])
  return { items: await eventsOf(ctx, items), nextCursor }
}
