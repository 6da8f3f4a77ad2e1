'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { complain, say } from '../../components/toaster.tsx'
import { api } from '../api.ts'
import { everyPage } from '../every-page.ts'
import { useOptimisticRemoval } from '../optimistic.ts'
import { usePages } from '../pages.ts'
import type { FileFolder, FileUpload, MemoryJob, StoredFile } from '../records.ts'
import { onUploaded } from './uploads.ts'

/** What the address of the files page says; an empty field does not filter. */
export interface FileFilter {
  folder: string
  status: string
  source: string
  parent: string
  q: string
}

/** Files of one folder; or, where something else narrows them, of all. */
export const isFlat = ({ status, source, parent, q }: FileFilter): boolean => [status, source, parent, q].some(value => value !== '')

export const useFiles = (filter: FileFilter) =>
  usePages<StoredFile>(['files', 'list'], '/api/files', {
    folder: filter.folder || undefined,
    status: filter.status || undefined,
    source: filter.source || undefined,
    parent: filter.parent || undefined,
    query: filter.q || undefined,
    directly: isFlat(filter) ? undefined : 'true',
  })

export const useFolders = (folder: string, enabled: boolean) =>
  useQuery({
    queryKey: ['files', 'folders', folder],
    queryFn: ({ signal }) => everyPage<FileFolder>('/api/files/folders', signal, { folder }),
    enabled,
  })

/** Milliseconds between two looks at work that is under way. */
const every = 1500

export const isUnderWay = ({ status }: MemoryJob): boolean => status === 'queued' || status === 'running'

/** What memory is doing; while it is on and does something, asked again and again, and the files with it. */
export function useMemoryJobs(on: boolean) {
  const client = useQueryClient()
  const jobs = useQuery({
    queryKey: ['memory', 'jobs'],
    queryFn: ({ signal }) => everyPage<MemoryJob>('/api/memory/jobs', signal),
    refetchInterval: query => (on && query.state.data?.some(isUnderWay) ? every : false),
  })
  const done = jobs.data?.reduce((sum, job) => sum + job.done, 0)
  useEffect(() => {
    if (done === undefined) return
    for (const queryKey of [
      ['files', 'list'],
      ['memory', 'sources'],
      ['memory', 'usage'],
    ])
      client.invalidateQueries({ queryKey })
  }, [client, done])
  useEffect(() => onUploaded(() => refresh(client)), [client])
  return jobs
}

/** Uploads in pieces that another page of this person began and did not end. */
export const useUnfinishedUploads = () =>
  useQuery({ queryKey: ['files', 'uploads'], queryFn: ({ signal }) => everyPage<FileUpload>('/api/files/uploads', signal) })

const refresh = (client: ReturnType<typeof useQueryClient>) => {
  for (const queryKey of [['files'], ['memory']]) client.invalidateQueries({ queryKey })
}

export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<MemoryJob>(`/api/memory/jobs/${encodeURIComponent(id)}/cancel`),
    onError: complain,
    onSettled: () => refresh(client),
  })
}

/** Has a file read again from its beginning. */
export function useReadAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: StoredFile) => api.post<StoredFile>(`/api/files/${file.id}/retry`),
    onSuccess: (_answer, file) => say(`Is read again: ${file.title}`),
    onError: complain,
    onSettled: () => refresh(client),
  })
}

/** Has everything of a source that failed read again. */
export function useReadFailedAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (source: string) => api.post<{ queued: number }>('/api/files/retry-failed', { source }),
    onSuccess: ({ queued }) => say(queued === 1 ? 'One document is read again' : `${queued.toLocaleString()} documents are read again`),
    onError: complain,
    onSettled: () => refresh(client),
  })
}

/** Deletes an uploaded file for good. */
export const useDeleteFile = () =>
  useOptimisticRemoval<StoredFile>({
    noun: 'files',
    run: file => api.act.remove(`/api/files/${file.id}`),
    done: file => `Deleted: ${file.title}`,
  })
