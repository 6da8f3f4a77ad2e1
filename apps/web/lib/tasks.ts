'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import { api } from './api.ts'
import { useOptimistic, useOptimisticRemoval } from './optimistic.ts'
import type { Task } from './records.ts'
import { useSayDone } from './undo.ts'

/** Fields of a task to change; null clears one. */
export type TaskChange = { [K in keyof Task]?: Task[K] | null }

export const useUpdateTask = () =>
  useOptimistic<TaskChange & { id: string }>({
    noun: 'tasks',
    run: ({ id, ...change }) => api.act.patch<Task>(`/api/tasks/${id}`, change),
    id: ({ id }) => id,
    now: ({ id: _, ...change }) => Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? undefined])),
  })

/** Ticks a task off; a recurring one moves to its next date. */
export const useCompleteTask = () =>
  useOptimistic<Task>({
    noun: 'tasks',
    run: task => api.act.post(`/api/tasks/${task.id}/complete`),
    id: task => task.id,
    now: () => ({ status: 'done' }),
    done: task => `Done: ${task.title}`,
  })

export const useDeleteTask = () =>
  useOptimisticRemoval<Task>({
    noun: 'tasks',
    run: task => api.act.remove(`/api/tasks/${task.id}`),
    done: task => `Deleted: ${task.title}`,
  })

/** Makes a task once under this key, however often it is sent. Who asks tells of errors. */
export function useQuickAddTask() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: ({ id, task }: { id: string; task: Record<string, unknown>; problem?: string | undefined }) =>
      api.act.post<Task>('/api/tasks', task, id),
    onSuccess: (answer, { problem }) =>
      sayDone(`Added: ${answer.output.title}`, answer, problem && `${problem} It was added as it stands, without a date.`),
    onSettled: () => client.invalidateQueries({ queryKey: ['tasks'] }),
  })
}

export function useCreateTask() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: (input: Record<string, unknown>) => api.act.post<Task>('/api/tasks', input),
    onSuccess: answer => sayDone(`Added: ${answer.output.title}`, answer),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['tasks'] }),
  })
}
