'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { complain } from '../../components/toaster.tsx'
import { api } from '../api.ts'
import { addDays, isDay, onClock } from '../days.ts'
import { usePlace } from '../me.ts'
import type { CalendarEvent, Paged } from '../records.ts'
import { useSayDone } from '../undo.ts'

/** Everything between two days, inclusive; a recurring event once for each occurrence. */
export const useEvents = (from: string, to: string) =>
  useQuery({
    queryKey: ['calendar', 'list', from, to],
    queryFn: async ({ signal }) => {
      const items: CalendarEvent[] = []
      let cursor: string | undefined
      do {
        const page: Paged<CalendarEvent> = await api.get('/api/calendar/events', { from, to, limit: 200, cursor }, signal)
        items.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return items
    },
    placeholderData: previous => previous,
  })

/** Which occurrences of a series a change is for. */
export type Reach = 'one' | 'following' | 'all'

/** The occurrence of a series on a day, or at the time on the person's clock at which it starts: its own times, and what it is named by. Undefined of what does not repeat. */
export function useOccurrence(event: CalendarEvent | undefined, date: string | undefined) {
  const { zone } = usePlace()
  if (!event?.rrule || !date) return undefined
  const length = Date.parse(event.end) - Date.parse(event.start)
  if (isDay(event.start)) return { named: date, start: date.slice(0, 10), end: addDays(date.slice(0, 10), Math.round(length / 86_400_000)) }
  const clock = isDay(date) ? `${date}T${onClock(event.start, zone).slice(11)}` : date.slice(0, 16)
  // Lengths are added on the clock: in the night it jumps the end is shown as the hour that is meant.
  const end = new Date(Date.parse(`${clock}:00Z`) + length).toISOString().slice(0, 16)
  return { named: date, start: clock, end }
}

export type EventInput = { [K in keyof Omit<CalendarEvent, 'id'>]?: CalendarEvent[K] | null }
type Answer = CalendarEvent & { conflicts?: { title: string }[] }

/** Makes an event, or changes the one with this id. Says what else is planned then. */
export function useSaveEvent() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: ({ id, ...input }: EventInput & { id?: string; date?: string; following?: boolean }) =>
      id ? api.act.patch<Answer>(`/api/calendar/events/${id}`, input) : api.act.post<Answer>('/api/calendar/events', input),
    onSuccess: (answer, { id }) => {
      const event = answer.output
      const others = event.conflicts?.map(one => one.title) ?? []
      const done = `${id ? 'Changed' : 'Added'}: ${event.title}`
      sayDone(others.length > 0 ? `${done}. At the same time: ${others.slice(0, 2).join(', ')}` : done, answer)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['calendar'] }),
  })
}

/** Deletes an event; with `date` only that occurrence, and with `following` all after it too. */
export function useDeleteEvent() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: ({ id, date, following }: { id: string; title: string; date?: string; following?: boolean }) =>
      api.act.remove(`/api/calendar/events/${id}`, { date, following }),
    onSuccess: (answer, { title }) => sayDone(`Deleted: ${title}`, answer),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['calendar', 'list'] }),
  })
}
