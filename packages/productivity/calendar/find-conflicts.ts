import type { Conflict } from '@atom/contracts'
import { addDays, type Context, dayIn } from '@atom/kernel'
import { daysInOrder } from '../days-in-order.ts'
import { conflictOf } from './conflicts-of.ts'
import { type Occurrence, occurrencesIn, windowOfDays } from './occurrences.ts'
import { namesBy, takesPart } from './taking-part.ts'

/** Pairs told at most; who has more has a calendar to tidy, not to read. */
const most = 50

/** Pairs of timed events the caller takes part in that overlap, in the order of their starts. */
export async function findConflicts(
  ctx: Context,
  input: { from?: string; to?: string },
): Promise<{ items: { first: Conflict; second: Conflict }[] }> {
  daysInOrder(input.from, input.to)
  const from = input.from ?? dayIn(ctx.clock.now(), ctx.person.timeZone)
  const found = await occurrencesIn(ctx, windowOfDays(ctx, from, input.to ?? addDays(from, 6)), { limit: 2000 })
  const names = await namesBy(ctx, [ctx.person.id])
  const items: { first: Conflict; second: Conflict }[] = []
  let running: Occurrence[] = []
  for (const event of found) {
    if (event.row.all_day === 1 || event.row.end === event.row.start || !takesPart(event.row, names)) continue
    running = running.filter(other => other.row.end > event.row.start)
    for (const other of running) {
      if (items.length === most) return { items }
      items.push({ first: conflictOf(ctx, other), second: conflictOf(ctx, event) })
    }
    running.push(event)
  }
  return { items }
}
