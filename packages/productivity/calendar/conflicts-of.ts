import type { Conflict } from '@atom/contracts'
import { type Context, inZone } from '@atom/kernel'
import { type Occurrence, occurrencesIn, windowOfMoments } from './occurrences.ts'
import { type EventRow, peopleOf } from './record.ts'
import { namesBy, takesPart } from './taking-part.ts'

/** More than these say no more. */
const most = 10

export const conflictOf = (ctx: Context, { row }: Occurrence): Conflict => ({
  id: row.id,
  title: row.title,
  start: inZone(row.start, ctx.person.timeZone),
  end: inZone(row.end, ctx.person.timeZone),
})

/**
 * What else those who take part in this event have planned while it takes place; of a series, its first time. What lasts all day is in nobody's way.
 */
export async function conflictsOf(
  ctx: Context,
  event: Pick<EventRow, 'id' | 'start' | 'end' | 'all_day' | 'people' | 'created_by'>,
): Promise<Conflict[]> {
  if (event.all_day === 1 || event.end <= event.start) return []
  const found = await occurrencesIn(ctx, windowOfMoments(ctx, event.start, event.end), { limit: 200 })
  const overlapping = found.filter(({ row }) => row.id !== event.id && row.all_day === 0 && row.start < event.end && row.end > event.start)
  if (overlapping.length === 0) return []
  const names = await namesBy(ctx, [event.created_by, ...peopleOf(event)])
  return overlapping
    .filter(({ row }) => takesPart(row, names))
    .slice(0, most)
    .map(occurrence => conflictOf(ctx, occurrence))
}
