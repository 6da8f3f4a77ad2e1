'use client'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { FileText, MemoryPassage, MemorySummary, StoredFile } from '../records.ts'

/** A place in the text of a document. */
export interface TextPlace {
  start: number
  end: number
}

/** Characters the server gives before a place and after it. */
const around = 4000

/** The text of a document around a place; its pages go on before and after it. */
export const useTextOf = (id: string, place: TextPlace | undefined) =>
  useInfiniteQuery({
    // With the file's own, so that it is not asked for again once that is gone.
    queryKey: ['files', 'one', id, 'text', place ?? null],
    initialPageParam: place ?? { start: 0, end: 0 },
    queryFn: ({ pageParam, signal }) =>
      api.get<FileText>(`/api/files/${encodeURIComponent(id)}/text`, { start: pageParam.start, end: pageParam.end }, signal),
    getNextPageParam: ({ from, text, length }) => {
      const to = from + text.length
      return to < length ? { start: to + around, end: to + around } : undefined
    },
    getPreviousPageParam: ({ from }) => {
      const start = Math.max(0, from - around)
      return from > 0 ? { start, end: start } : undefined
    },
    enabled: id !== '',
  })

/** Parts of one text, in order, as one; what two of them both have counts once. */
export function joined(parts: readonly FileText[]): { from: number; text: string } {
  let from = parts[0]?.from ?? 0
  let text = ''
  for (const part of parts) {
    if (text === '') from = part.from
    text += part.text.slice(Math.max(0, from + text.length - part.from))
  }
  return { from, text }
}

/** A file or another document that was read. */
export const useFile = (id: string) =>
  useQuery({
    queryKey: ['files', 'one', id],
    queryFn: ({ signal }) => api.get<StoredFile>(`/api/files/${encodeURIComponent(id)}`, {}, signal),
    enabled: id !== '',
  })

/** A document in short; asked for by a press, for a model may write it. */
export const useSummary = (id: string) =>
  useMutation({ mutationFn: () => api.post<MemorySummary>('/api/memory/summarise', { document: id }) })

/** Documents about the same as one. */
export const useRelated = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['files', 'one', id, 'related'],
    queryFn: async () => (await api.post<{ items: MemoryPassage[] }>('/api/memory/related', { document: id })).items,
    enabled,
  })
