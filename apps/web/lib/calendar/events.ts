'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { complain } from '../../components/toaster.tsx'
import { api } from '../api.ts'
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

export type EventInput = { [K in keyof CalendarEvent]?: CalendarEvent[K] | null }
type Answer = CalendarEvent & { conflicts?: { title: string }[] }

/** Makes an event, or changes the one with this id. Says what else is planned then. */
export function useSaveEvent() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: ({ id, ...input }: EventInput & { id?: string }) =>
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

/** Deletes an event; with `date` only that day's occurrence. */
export function useDeleteEvent() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: ({ id, date }: { id: string; title: string; date?: string }) => api.act.remove(`/api/calendar/events/${id}`, { date }),
    onSuccess: (answer, { title }) => sayDone(`Deleted: ${title}`, answer),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['calendar', 'list'] }),
  })
}
