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

/** The words of a quick-add box as the input of one skill. What is not understood stays the title, never a loss. */
export async function understandAs(skill: string, lead: string, text: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
  const plain = { title: text.trim() }
  const answer = await api.post<Understanding>('/api/understand', { text: `${lead} ${text}` }, signal)
  const [only, ...more] = answer.requests
  if (!only || more.length > 0 || only.skill !== skill || typeof only.input.title !== 'string') return plain
  return only.input
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
  return { input: text.trim() ? query.data : undefined, current: settled === text.trim() && !query.isPlaceholderData }
}
