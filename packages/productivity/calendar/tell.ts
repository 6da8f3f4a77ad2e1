import type { CalendarEvent, Conflict, FreeSlot } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import type { Page } from '@atom/storage'
import { bullets, date, plain, repeats, sayNone, span } from '../saying.ts'
import type { Overlap } from './find-conflicts.ts'

type WithConflicts = CalendarEvent & { conflicts: Conflict[] }

const clash = ({ conflicts }: WithConflicts): string =>
  conflicts.length === 0 ? '' : ` It overlaps with ${conflicts.map(other => `**${plain(other.title)}**`).join(', ')}.`

const line = (event: CalendarEvent, ctx: Context): string =>
  [
    `**${plain(event.title)}**`,
    `${span(ctx, event.start, event.end)}${repeats(event.rrule)}`,
    event.location ? `at ${plain(event.location)}` : '',
    event.people.length > 0 ? `with ${event.people.map(person => plain(person)).join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' · ')

/** “**Lunch with Dana** is in your calendar: Friday, 12:00–13:30.” */
export const tellCreated = (event: WithConflicts, _input: unknown, ctx: Context): string =>
  `**${plain(event.title)}** is in your calendar: ${span(ctx, event.start, event.end)}${repeats(event.rrule)}.${clash(event)}`

export const tellEvent = (event: CalendarEvent, _input: unknown, ctx: Context): string =>
  `${line(event, ctx)}${event.notes ? `\n\n${plain(event.notes, 1000)}` : ''}`

export const tellEvents = (page: Page<CalendarEvent>, input: Parameters<typeof sayNone>[2], ctx: Context): string =>
  bullets(page, 'event', sayNone(ctx, 'event', input), event => line(event, ctx))

export const tellUpdated = (event: WithConflicts, _input: unknown, ctx: Context): string =>
  `Changed the event: ${line(event, ctx)}.${clash(event)}`

export function tellFreeSlots({ date: day, items }: { date: string; items: FreeSlot[] }, _input: unknown, ctx: Context): string {
  if (items.length === 0) return `There is no free time ${dayWords(ctx, day)}.`
  const times = items.map(slot => `- ${span(ctx, slot.start, slot.end).split(', ').at(-1)}`)
  return [`Free ${dayWords(ctx, day)}:`, '', ...times].join('\n')
}

/** “today”, “on Friday”. */
const dayWords = (ctx: Context, day: string): string => {
  const words = date(ctx, day)
  return /^(today|tomorrow|yesterday)$/.test(words) ? words : `on ${words}`
}

export const tellConflicts = (page: Page<Overlap>, _input: unknown, ctx: Context): string =>
  bullets(
    page,
    'conflict',
    'Nothing overlaps.',
    ({ first, second }) =>
      `**${plain(first.title)}** (${span(ctx, first.start, first.end)}) and **${plain(second.title)}** (${span(ctx, second.start, second.end)})`,
  )
