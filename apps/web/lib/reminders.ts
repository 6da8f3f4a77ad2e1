'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { useOptimistic, useOptimisticRemoval } from './optimistic.ts'
import type { Reminder } from './records.ts'
import { useSayDone } from './undo.ts'

/** Ticks a reminder off; a recurring one moves to its next date. */
export const useDismissReminder = () =>
  useOptimistic<Reminder>({
    noun: 'reminders',
    run: one => api.act.post(`/api/reminders/${one.id}/complete`),
    id: one => one.id,
    now: () => ({ status: 'done' }),
    done: one => `Done: ${one.title}`,
  })

/** Milliseconds. As the server counts: from when it would fire, where that is still to come. */
const putOffFrom = ({ status, due, rrule, snoozedUntil }: Reminder): number =>
  status === 'scheduled' && (!rrule || snoozedUntil) ? Math.max(Date.now(), Date.parse(snoozedUntil ?? due)) : Date.now()

export const useSnoozeReminder = () =>
  useOptimistic<{ one: Reminder; minutes: number }>({
    noun: 'reminders',
    run: ({ one, minutes }) => api.act.post(`/api/reminders/${one.id}/snooze`, { durationMinutes: minutes }),
    id: ({ one }) => one.id,
    now: ({ one, minutes }) => ({ status: 'scheduled', snoozedUntil: new Date(putOffFrom(one) + minutes * 60_000).toISOString() }),
    done: ({ one }) => `Put off: ${one.title}`,
  })

export const useDeleteReminder = () =>
  useOptimisticRemoval<Reminder>({
    noun: 'reminders',
    run: one => api.act.remove(`/api/reminders/${one.id}`),
    done: one => `Deleted: ${one.title}`,
  })

export interface ReminderInput {
  id?: string
  title: string
  due: string
  rrule?: string | null
  person?: string | null
}

/** Sets a reminder, or changes the one with this id. Why it was refused is shown by the form. */
export function useSaveReminder() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: ({ id, ...input }: ReminderInput) =>
      id ? api.act.patch(`/api/reminders/${id}`, input) : api.act.post('/api/reminders', input),
    onSuccess: (answer, { title }) => sayDone(`Set: ${title}`, answer),
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders'] }),
  })
}
