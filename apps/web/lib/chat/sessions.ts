'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { complain } from '../../components/toaster.tsx'
import { api } from '../api.ts'
import { usePages } from '../pages.ts'
import type { ChatSession } from '../records.ts'

export const useSessions = (query: string) =>
  usePages<ChatSession>(['chat', 'sessions'], '/api/chat/sessions', { query: query || undefined })

export function useRenameSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => api.patch<ChatSession>(`/api/chat/sessions/${id}`, { title }),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['chat', 'sessions'] }),
  })
}

export function useDeleteSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.remove(`/api/chat/sessions/${id}`),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['chat', 'sessions'] }),
  })
}
