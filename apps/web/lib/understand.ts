'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from './api.ts'
import type { Understanding } from './records.ts'

/** A value that follows another after it has been still for a while. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

/** What the words of a quick-add box mean to one skill. */
export interface Understood {
  input: Record<string, unknown>
  /** Why the words are taken as they stand, such as “That is over already.” */
  problem?: string
}

/** What a question says before it asks: who only adds a line is not asked. */
const saidBefore = (ask: string): string => ask.match(/^[^.?!]*[.!]/)?.[0] ?? ask

/** The words of a quick-add box as the input of one skill. What is not understood stays the title, never a loss. */
export async function understandAs(skill: string, lead: string, text: string, signal?: AbortSignal): Promise<Understood> {
  const plain = { title: text.trim() }
  const answer = await api.post<Understanding>('/api/understand', { text: `${lead} ${text}` }, signal)
  const [only, ...more] = answer.requests
  if (!only && answer.ask) return { input: plain, problem: saidBefore(answer.ask) }
  if (!only || more.length > 0 || only.skill !== skill || typeof only.input.title !== 'string') return { input: plain }
  return { input: only.input }
}

/** What the box would make, while it is being written. */
export function useUnderstood(skill: string, lead: string, text: string) {
  const settled = useSettled(text.trim(), 200)
  const query = useQuery({
    queryKey: ['understood', skill, settled],
    queryFn: ({ signal }) => understandAs(skill, lead, settled, signal),
    enabled: settled.length > 2,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: keepPreviousData,
  })
  return { understood: text.trim() ? query.data : undefined, current: settled === text.trim() && !query.isPlaceholderData }
}
