'use client'
import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { complain, say } from '../components/toaster.tsx'
import { api } from './api.ts'
import type { Reminder } from './records.ts'
import { useUndo } from './undo.ts'

function useReminderCall<V>(
  mutationFn: (value: V) => Promise<unknown>,
  done: (value: V) => string,
  options: UseMutationOptions<unknown, Error, V> = {},
) {
  const client = useQueryClient()
  const undo = useUndo()
  return useMutation({
    mutationFn,
    onSuccess: (_answer, value) => say(done(value), undo),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders'] }),
    ...options,
  })
}

export const useDismissReminder = () =>
  useReminderCall(
    (one: Reminder) => api.post(`/api/reminders/${one.id}/complete`),
    one => `Done: ${one.title}`,
  )
export const useSnoozeReminder = () =>
  useReminderCall(
    ({ one, minutes }: { one: Reminder; minutes: number }) => api.post(`/api/reminders/${one.id}/snooze`, { durationMinutes: minutes }),
    ({ one }) => `Put off: ${one.title}`,
  )
export const useDeleteReminder = () =>
  useReminderCall(
    (one: Reminder) => api.remove(`/api/reminders/${one.id}`),
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
    ({ id, ...input }: ReminderInput) => (id ? api.patch(`/api/reminders/${id}`, input) : api.post('/api/reminders', input)),
    ({ title }) => `Set: ${title}`,
    { onError: () => {} },
  )
