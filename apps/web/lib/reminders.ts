'use client'
import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import { api, type Done } from './api.ts'
import type { Reminder } from './records.ts'
import { useSayDone } from './undo.ts'

function useReminderCall<V>(
  mutationFn: (value: V) => Promise<Done>,
  done: (value: V) => string,
  options: UseMutationOptions<Done, Error, V> = {},
) {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn,
    onSuccess: (answer, value) => sayDone(done(value), answer),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders'] }),
    ...options,
  })
}

export const useDismissReminder = () =>
  useReminderCall(
    (one: Reminder) => api.act.post(`/api/reminders/${one.id}/complete`),
    one => `Done: ${one.title}`,
  )
export const useSnoozeReminder = () =>
  useReminderCall(
    ({ one, minutes }: { one: Reminder; minutes: number }) => api.act.post(`/api/reminders/${one.id}/snooze`, { durationMinutes: minutes }),
    ({ one }) => `Put off: ${one.title}`,
  )
export const useDeleteReminder = () =>
  useReminderCall(
    (one: Reminder) => api.act.remove(`/api/reminders/${one.id}`),
    one => `Deleted: ${one.title}`,
  )

export interface ReminderInput {
  id?: string
  title: string
  due: string
  rrule?: string | null
  person?: string | null
}
export const useSaveReminder = () =>
  useReminderCall(
    ({ id, ...input }: ReminderInput) => (id ? api.act.patch(`/api/reminders/${id}`, input) : api.act.post('/api/reminders', input)),
    ({ title }) => `Set: ${title}`,
    { onError: () => {} },
  )
