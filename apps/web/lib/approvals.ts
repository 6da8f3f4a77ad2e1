'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import { api } from './api.ts'
import { useMe } from './me.ts'
import { usePages } from './pages.ts'
import type { Approval, Paged } from './records.ts'

/** Calls that wait for a yes, or all that ever did, newest first. */
export const useApprovals = (waiting: boolean) =>
  usePages<Approval>(['approvals', 'list'], '/api/approvals', { status: waiting ? 'pending' : undefined })

/** How many questions of this run this person may answer; counted to fifty. Nothing is asked for a run that does not wait. */
export function useAskedByRun(run: string, waits: boolean): number {
  const { data } = useQuery({
    queryKey: ['approvals', 'waiting'],
    queryFn: ({ signal }) => api.get<Paged<Approval>>('/api/approvals', { status: 'pending', limit: 50 }, signal),
    enabled: waits,
    select: page => page.items.filter(one => one.runId === run).length,
  })
  return waits ? (data ?? 0) : 0
}

/** How many wait for a yes; counted to fifty. */
export function useWaitingCount(): number {
  const { data: me } = useMe()
  const { data } = useQuery({
    queryKey: ['approvals', 'waiting'],
    queryFn: ({ signal }) => api.get<Paged<Approval>>('/api/approvals', { status: 'pending', limit: 50 }, signal),
    enabled: Boolean(me),
    select: page => page.items.length,
  })
  return data ?? 0
}

export interface Decision {
  id: string
  decision: 'approve' | 'deny'
  /** Another input than the one that was asked for. */
  input?: Record<string, unknown>
  /** What was filled in, where it has a form. */
  form?: Record<string, unknown>
}

/** Answers a question. What was waiting for it goes on at the server. */
export function useDecide() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...answer }: Decision) => api.post(`/api/approvals/${id}`, answer),
    onError: complain,
    onSettled: () => client.invalidateQueries(),
  })
}
