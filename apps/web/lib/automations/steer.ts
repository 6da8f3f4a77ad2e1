'use client'
import type { Run, Workflow, WorkflowSummary } from '@atom/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { complain, say } from '../../components/toaster.tsx'
import { api } from '../api.ts'
import { useOptimistic, useOptimisticRemoval } from '../optimistic.ts'
import type { Graph } from './graph.ts'

export const builderLink = (id: string) => `/automations/edit?id=${id}`
export const runLink = (id: string) => `/automations/run?id=${id}`

/** Adds an automation as a draft and opens the builder on it. */
export function useCreateWorkflow() {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: (input: { name: string; graph: Graph }) => api.post<Workflow>('/api/workflows', { ...input, draft: true }),
    onSuccess: ({ id }) => {
      client.invalidateQueries({ queryKey: ['workflows'] })
      router.push(builderLink(id))
    },
    onError: complain,
  })
}

/** A copy as a draft of its own; a webhook gets a path of its own, because two cannot listen at one. */
export function useDuplicateWorkflow() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, name }: Pick<WorkflowSummary, 'id' | 'name'>) => {
      const { graph } = await api.get<{ graph: Graph }>(`/api/workflows/${id}`)
      const { trigger } = graph
      const own = trigger.type === 'webhook' ? { ...graph, trigger: { ...trigger, path: `${String(trigger.path)}-copy` } } : graph
      return api.post<Workflow>('/api/workflows', { name: `${name} (copy)`, graph: own, draft: true })
    },
    onSuccess: ({ name }) => say(`Added: ${name}`),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['workflows'] }),
  })
}

export const useEnableWorkflow = () =>
  useOptimistic<{ one: Pick<WorkflowSummary, 'id' | 'name'>; enabled: boolean }>({
    noun: 'workflows',
    run: ({ one, enabled }) => api.act.patch(`/api/workflows/${one.id}`, { enabled }),
    id: ({ one }) => one.id,
    now: ({ enabled }) => ({ enabled }),
    done: ({ one, enabled }) => `${enabled ? 'Live' : 'Paused'}: ${one.name}`,
  })

export const useDeleteWorkflow = () =>
  useOptimisticRemoval<Pick<WorkflowSummary, 'id' | 'name'>>({
    noun: 'workflows',
    run: one => api.act.remove(`/api/workflows/${one.id}`),
    done: one => `Deleted: ${one.name}`,
  })

/** Starts the live version and shows the run. */
export function useRunWorkflow() {
  const router = useRouter()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, input }: { id: string; input?: Record<string, unknown> }) =>
      api.post<{ runId: string }>(`/api/workflows/${id}/run`, input ? { input } : {}),
    onSuccess: ({ runId }) => {
      client.invalidateQueries({ queryKey: ['workflows'] })
      router.push(runLink(runId))
    },
    onError: complain,
  })
}

type Act = 'cancel' | 'pause' | 'resume' | 'retry'

/** Cancels, pauses, resumes or retries a run. */
export function useSteerRun(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: Act) => api.post<Run>(`/api/runs/${id}/${act}`),
    onSuccess: run => client.setQueryData(['runs', 'one', id], run),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['runs'] }),
  })
}

/** Starts another run with the same event and shows it. */
export function useReplayRun(id: string) {
  const router = useRouter()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (version: 'same' | 'live') => api.post<{ runId: string }>(`/api/runs/${id}/replay`, { version }),
    onSuccess: ({ runId }) => {
      client.invalidateQueries({ queryKey: ['runs'] })
      router.push(runLink(runId))
    },
    onError: complain,
  })
}
