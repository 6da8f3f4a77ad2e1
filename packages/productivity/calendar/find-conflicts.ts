import type { Conflict } from '@atom/contracts'
import { addDays, type Context, dayIn, takeTurns } from '@atom/kernel'
import { type Page, type PageRequest, storageErrors } from '@atom/storage'
import { daysInOrder } from '../days-in-order.ts'
import { productivityErrors } from '../errors.ts'
import { conflictOf } from './conflicts-of.ts'
import { type Occurrence, occurrencesIn, type Window, windowOfDays } from './occurrences.ts'
import { namesBy, takesPart } from './taking-part.ts'

export interface Overlap {
  first: Conflict
  second: Conflict
}

/** Pairs of a page unless told. */
const usual = 50
/** A year with its leap day: a series that never ends is not followed further. */
const mostDays = 366
/** Events looked at before others get their turn. */
const together = 500

type Pair = [first: Occurrence, second: Occurrence]

/**
 * One page of the pairs of timed events the caller takes part in that overlap, in the order of their later starts.
 * @throws productivity.from_after_to, productivity.too_many_days, storage.bad_cursor
 */
export async function findConflicts(ctx: Context, input: { from?: string; to?: string } & PageRequest): Promise<Page<Overlap>> {
  daysInOrder(input.from, input.to)
  const from = input.from ?? dayIn(ctx.clock.now(), ctx.person.timeZone)
  const to = input.to ?? addDays(from, 6)
  if (to >= addDays(from, mostDays)) throw productivityErrors.too_many_days({ most: mostDays })
  const limit = input.limit ?? usual
  const before = input.cursor ? read(input.cursor) : undefined
  const pairs: Pair[] = []
  for await (const pair of overlaps(ctx, windowOfDays(ctx, from, to))) {
    if (before !== undefined && !isLater(placeOf(pair), before)) continue
    pairs.push(pair)
    if (pairs.length > limit) break
  }
  const items = pairs.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(([first, second]) => ({ first: conflictOf(ctx, first), second: conflictOf(ctx, second) })),
    nextCursor: pairs.length > limit && last ? Buffer.from(JSON.stringify(placeOf(last))).toString('base64url') : null,
  }
}

async function* overlaps(ctx: Context, window: Window): AsyncGenerator<Pair> {
  const names = await namesBy(ctx, [ctx.person.id])
  let running: Occurrence[] = []
  let last: Occurrence | undefined
  do {
    const after: { start: string; id: string } | undefined = last && { start: last.at, id: last.row.id }
    const found: Occurrence[] = await occurrencesIn(ctx, window, { limit: together, after })
    for (const event of found) {
      if (event.row.all_day === 1 || event.row.end === event.row.start || !takesPart(event.row, names)) continue
      running = running.filter(other => other.row.end > event.row.start)
      for (const other of running) yield [other, event]
      running.push(event)
    }
    last = found.length === together ? found.at(-1) : undefined
    await takeTurns(ctx)
  } while (last)
}

/** Where a pair stands among all. */
const placeOf = ([first, second]: Pair): string[] => [second.at, second.row.id, first.at, first.row.id]

const isLater = (place: string[], before: string[]): boolean => {
  const differs = place.findIndex((part, n) => part !== before[n])
  return differs !== -1 && (place[differs] as string) > (before[differs] as string)
}

/** @throws storage.bad_cursor */
function read(cursor: string): string[] {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown
    if (Array.isArray(place) && place.length === 4 && place.every(part => typeof part === 'string')) return place
  } catch {
    // Falls through: not ours.
  }
  throw storageErrors.bad_cursor()
}
