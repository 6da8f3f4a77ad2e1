import { addDays, isDay, minutesOf, onClock } from '../days.ts'
import type { CalendarEvent } from '../records.ts'

/** The part of an event that lies in one day. */
export interface Block {
  event: CalendarEvent
  /** Minutes since midnight. */
  from: number
  to: number
  /** Which of `columns` side by side it takes. */
  column: number
  columns: number
}

/** Shorter events are drawn this long, so that they can be read and hit. */
const shortest = 25

/** Days an event touches, the last one inclusive. An event that ends at midnight does not touch the day that begins then. */
export function daysOf(event: CalendarEvent, zone: string): { first: string; last: string } {
  const start = onClock(event.start, zone)
  const end = onClock(event.end, zone)
  const first = start.slice(0, 10)
  const last = end.slice(0, 10)
  if (!isDay(end) && last > first && minutesOf(end) === 0) return { first, last: addDays(last, -1) }
  return last < first ? { first, last: first } : { first, last }
}

export const touches = (event: CalendarEvent, day: string, zone: string) => {
  const { first, last } = daysOf(event, zone)
  return first <= day && day <= last
}

/** Lasts all day, or goes on past midnight for more than a day: it stands above the hours. */
export const isAbove = (event: CalendarEvent, zone: string) => {
  if (event.allDay) return true
  const { first, last } = daysOf(event, zone)
  return last > addDays(first, 1)
}

/** Lays a day's events side by side where they overlap. */
export function layoutDay(events: CalendarEvent[], day: string, zone: string): Block[] {
  const blocks = events
    .filter(event => !isAbove(event, zone) && touches(event, day, zone))
    .map((event): Block => {
      const start = onClock(event.start, zone)
      const end = onClock(event.end, zone)
      const from = start.slice(0, 10) < day ? 0 : minutesOf(start)
      const to = end.slice(0, 10) > day ? 1440 : minutesOf(end)
      return { event, from: Math.min(from, 1440 - shortest), to: Math.max(to, Math.min(from + shortest, 1440)), column: 0, columns: 1 }
    })
    .sort((a, b) => a.from - b.from || b.to - a.to)

  let group: Block[] = []
  let groupEnd = 0
  const close = () => {
    const columns = Math.max(0, ...group.map(block => block.column)) + 1
    for (const block of group) block.columns = columns
    group = []
  }
  for (const block of blocks) {
    if (block.from >= groupEnd) close()
    const taken = new Set(group.filter(other => other.to > block.from).map(other => other.column))
    while (taken.has(block.column)) block.column++
    group.push(block)
    groupEnd = Math.max(groupEnd, block.to)
  }
  close()
  return blocks
}
