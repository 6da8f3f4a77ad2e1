'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { complain, say } from '../../components/toaster.tsx'
import { api } from '../api.ts'
import { everyPage } from '../every-page.ts'
import type { MemorySource } from '../records.ts'

const queryKey = ['memory', 'sources']

export const useSources = () => useQuery({ queryKey, queryFn: ({ signal }) => everyPage<MemorySource>('/api/memory/sources', signal) })

/** A source as a person describes one to add. */
export interface NewSource {
  type: 'folder' | 'web'
  name?: string
  path?: string
  url?: string
  ignore?: string[]
  maxPages?: number
  visibleTo: 'workspace' | 'me'
}

export function useAddSource() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (source: NewSource) => api.post<MemorySource>('/api/memory/sources', source),
    onSettled: () => client.invalidateQueries({ queryKey: ['memory'] }),
  })
}

/** What can be done with a source; each says what it did. */
export function useSourceActions() {
  const client = useQueryClient()
  const settled = { onError: complain, onSettled: () => client.invalidateQueries({ queryKey: ['memory'] }) }
  const sync = useMutation({
    mutationFn: ({ id }: MemorySource) => api.post<MemorySource>(`/api/memory/sources/${id}/sync`),
    ...settled,
  })
  const pause = useMutation({
    mutationFn: ({ source, paused }: { source: MemorySource; paused: boolean }) =>
      api.patch<MemorySource>(`/api/memory/sources/${source.id}`, { paused }),
    onSuccess: (_answer, { source, paused }) => say(`${paused ? 'Paused' : 'Resumed'}: ${source.name}`),
    ...settled,
  })
  const rename = useMutation({
    mutationFn: ({ source, name }: { source: MemorySource; name: string }) =>
      api.patch<MemorySource>(`/api/memory/sources/${source.id}`, { name }),
    onSuccess: (_answer, { name }) => say(`Renamed: ${name}`),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: ({ id }: MemorySource) => api.remove(`/api/memory/sources/${id}`),
    onSuccess: (_answer, { name }) => say(`Deleted: ${name}`),
    ...settled,
  })
  return { sync, pause, rename, remove }
}
