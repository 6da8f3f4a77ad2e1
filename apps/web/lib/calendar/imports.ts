'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { complain } from '../../components/toaster.tsx'
import { api, call } from '../api.ts'
import type { CalendarImport } from '../records.ts'

/** Milliseconds between two looks at an import that is under way. */
const every = 1000

export const isUnderWay = ({ status }: CalendarImport): boolean => status === 'queued' || status === 'running'

const keyOf = (id: string | undefined) => ['imports', id ?? 'latest']

/** How an import is getting on; without an id the latest one, if it is still under way. */
export function useImport(id: string | undefined, wanted: boolean) {
  const client = useQueryClient()
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const found = id
        ? await api.get<CalendarImport>(`/api/calendar/imports/${id}`, {}, signal)
        : (await api.get<{ items: CalendarImport[] }>('/api/calendar/imports', { limit: 1 }, signal)).items.filter(isUnderWay)[0]
      if (id && found && !isUnderWay(found)) client.invalidateQueries({ queryKey: ['calendar'] })
      return found ?? null
    },
    enabled: wanted,
    refetchInterval: query => (query.state.data && isUnderWay(query.state.data) ? every : false),
  })
}

/** Hands a file to the server, which goes through it by itself. */
export const useStartImport = () =>
  useMutation({
    mutationFn: async (file: File) => {
      const answer = await call('post', '/api/calendar/imports', {
        query: { name: file.name.slice(0, 200) },
        body: await file.text(),
        headers: { 'content-type': 'text/calendar' },
      })
      const begun = (await answer.json()) as CalendarImport
      return { ...begun, undoId: answer.headers.get('atom-undo') ?? undefined }
    },
  })

export function useCancelImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<CalendarImport>(`/api/calendar/imports/${id}/cancel`),
    onError: complain,
    onSettled: (_done, _error, id) => client.invalidateQueries({ queryKey: keyOf(id) }),
  })
}

/** Takes back all that an import made and changed, save for what was changed since; one that is under way ends. */
export function useUndoImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (undoId: string) =>
      (await api.invoke<{ output: { removed: number; restored: number; kept: number } }>('undo', { id: undoId })).output,
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['calendar'] }),
  })
}
