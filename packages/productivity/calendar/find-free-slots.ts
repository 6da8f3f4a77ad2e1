import type { FreeSlot } from '@atom/contracts'
import { type Context, inZone, toUtc } from '@atom/kernel'
import { type Occurrence, occurrencesIn, windowOfMoments } from './occurrences.ts'
import { namesBy, takesPart } from './taking-part.ts'

type Part = 'morning' | 'afternoon' | 'evening'

/** Hours of the person's clock; without a part, working hours. */
const hours: Record<Part | 'day', [string, string]> = {
  day: ['09:00', '17:00'],
  morning: ['09:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '21:00'],
}

const minute = 60_000
const usual = 30
/** Nobody meets at 10:03. */
const step = 5 * minute

/**
 * Free stretches of a day's hours of one person, the caller unless another is named: at least so long, none of them over already. What lasts all
 * day takes the whole day.
 */
export async function findFreeSlots(
  ctx: Context,
  { date, part, durationMinutes, person }: { date: string; part?: Part; durationMinutes?: number; person?: string },
): Promise<{ date: string; items: FreeSlot[] }> {
  const zone = ctx.person.timeZone
  const [opens, closes] = hours[part ?? 'day']
  const from = toUtc(`${date}T${opens}`, zone)
  const to = toUtc(`${date}T${closes}`, zone)
  const soonest = Math.ceil(ctx.clock.now().getTime() / step) * step
  const found = await occurrencesIn(ctx, windowOfMoments(ctx, from, to), { limit: 1000 })
  const names = await namesBy(ctx, [person ?? ctx.person.id])
  const busy = found.filter(({ row }) => takesPart(row, names))
  const least = (durationMinutes ?? usual) * minute
  const items = gaps(busy, Math.max(Date.parse(from), soonest), Date.parse(to))
    .filter(([start, end]) => end - start >= least)
    .map(([start, end]) => ({
      start: inZone(new Date(start).toISOString(), zone),
      end: inZone(new Date(end).toISOString(), zone),
      minutes: Math.round((end - start) / minute),
    }))
  return { date, items }
}

/** What is left between `from` and `to` (milliseconds) when the busy times are taken out. */
function gaps(busy: Occurrence[], from: number, to: number): [number, number][] {
  const free: [number, number][] = []
  let at = from
  for (const { row } of busy) {
    if (row.all_day === 1) return []
    const start = Date.parse(row.start)
    if (start > at) free.push([at, Math.min(start, to)])
    at = Math.max(at, Date.parse(row.end))
    if (at >= to) return free
  }
  if (at < to) free.push([at, to])
  return free
}
