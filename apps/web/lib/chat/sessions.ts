'use client'
import { api } from '../api.ts'
import { useOptimistic, useOptimisticRemoval } from '../optimistic.ts'
import { usePages } from '../pages.ts'
import type { ChatSession } from '../records.ts'

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
export const useDeleteSession = () =>
  useOptimisticRemoval<ChatSession>({
    noun: 'sessions',
    run: session => api.act.remove(`/api/chat/sessions/${session.id}`),
    done: session => `Deleted: ${session.title}`,
  })
