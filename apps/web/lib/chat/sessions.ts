'use client'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useOptimistic, useOptimisticRemoval } from '../optimistic.ts'
import { usePages } from '../pages.ts'
import type { ChatSession } from '../records.ts'
import { setStanding } from './standing.ts'

export const useSessions = (query: string) =>
  usePages<ChatSession>(['sessions', 'list'], '/api/chat/sessions', { query: query || undefined })

export const useRenameSession = () =>
  useOptimistic<Pick<ChatSession, 'id' | 'title'>>({
    noun: 'sessions',
    run: ({ id, title }) => api.act.patch<ChatSession>(`/api/chat/sessions/${id}`, { title }),
    id: ({ id }) => id,
    now: ({ title }) => ({ title }),
  })

/** Deletes a conversation; that cannot be undone. */
export function useDeleteSession() {
  const client = useQueryClient()
  return useOptimisticRemoval<ChatSession>({
    noun: 'sessions',
    run: async session => {
      setStanding(client, session.id, 'leaving')
      try {
        const done = await api.act.remove(`/api/chat/sessions/${session.id}`)
        setStanding(client, session.id, 'gone')
        return done
      } catch (error) {
        setStanding(client, session.id, 'there')
        throw error
      }
    },
    done: session => `Deleted: ${session.title}`,
  })
}
