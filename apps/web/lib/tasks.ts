'use client'
import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import { api, type Done } from './api.ts'
import type { Paged, Task } from './records.ts'
import { useSayDone } from './undo.ts'

type Lists = InfiniteData<Paged<Task>>

const patchLists = (client: QueryClient, id: string, change: Partial<Task>) => {
  const changed = (tasks: Task[]) => tasks.map(one => (one.id === id ? { ...one, ...change } : one))
  client.setQueriesData<Lists>(
    { queryKey: ['tasks', 'list'] },
    old => old && { ...old, pages: old.pages.map(page => ({ ...page, items: changed(page.items) })) },
  )
  client.setQueriesData<Paged<Task>>({ queryKey: ['tasks', 'parts'] }, old => old && { ...old, items: changed(old.items) })
  client.setQueryData<Task>(['tasks', 'one', id], old => old && { ...old, ...change })
}

/** Fields of a task to change; null clears one. */
export type TaskChange = { [K in keyof Task]?: Task[K] | null }

/** Shows a change at once, and takes it back if the server refuses. */
function useOptimistic<V>(
  run: (value: V) => Promise<Done>,
  change: (value: V) => { id: string; now: Partial<Task> },
  done?: (value: V, answer: Done) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onMutate: async (value: V) => {
      await client.cancelQueries({ queryKey: ['tasks'] })
      const before = client.getQueriesData({ queryKey: ['tasks'] })
      const { id, now } = change(value)
      patchLists(client, id, now)
      return { before }
    },
    onError: (error, _value, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data)
      complain(error)
    },
    onSuccess: (answer, value) => done?.(value, answer),
    onSettled: () => client.invalidateQueries({ queryKey: ['tasks'] }),
  })
}

export const useUpdateTask = () =>
  useOptimistic(
    ({ id, ...change }: TaskChange & { id: string }) => api.act.patch<Task>(`/api/tasks/${id}`, change),
    ({ id, ...change }) => ({
      id,
      now: Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? undefined])) as Partial<Task>,
    }),
  )

/** Ticks a task off; a recurring one moves to its next date. */
export function useCompleteTask() {
  const sayDone = useSayDone()
  return useOptimistic(
    (task: Task) => api.act.post(`/api/tasks/${task.id}/complete`),
    task => ({ id: task.id, now: { status: 'done' } }),
    (task, answer) => sayDone(`Done: ${task.title}`, answer),
  )
}

export function useDeleteTask() {
  const client = useQueryClient()
  const sayDone = useSayDone()
  return useMutation({
    mutationFn: (task: Task) => api.act.remove(`/api/tasks/${task.id}`),
    onSuccess: (answer, task) => sayDone(`Deleted: ${task.title}`, answer),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['tasks'], predicate: query => query.queryKey[1] !== 'one' }),
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
