import { z } from 'zod'

/**
 * Something in the calendar. A moment carries its zone; an all-day event has days, and `end` is its last day (inclusive).
 * In a list a recurring event stands once for each occurrence, with the id of the series and its own start and end.
 */
export const CalendarEvent = z.object({
  id: z.string(),
  title: z.string(),
  start: z.string().describe('A moment with its zone, or a day when it lasts all day.'),
  end: z.string().describe('A moment with its zone, or the last day, inclusive.'),
  allDay: z.boolean(),
  timeZone: z.string().describe('IANA zone in which it repeats.'),
  rrule: z.string().optional().describe('RFC 5545, without RRULE:.'),
  people: z.array(z.string()).describe('Names of those who take part.'),
  location: z.string().optional(),
  notes: z.string().optional(),
  seriesId: z.string().optional().describe('Of one date of a series that was changed alone: the id of the series.'),
  seriesDate: z.string().optional().describe('Of one date of a series that was changed alone: the date it stands for.'),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type CalendarEvent = z.infer<typeof CalendarEvent>

/** Another event at the same time. */
export const Conflict = z.object({ id: z.string(), title: z.string(), start: z.string(), end: z.string() })
export type Conflict = z.infer<typeof Conflict>

/** A stretch of time in which nothing is planned. */
export const FreeSlot = z.object({ start: z.string(), end: z.string(), minutes: z.number().int() })
export type FreeSlot = z.infer<typeof FreeSlot>
