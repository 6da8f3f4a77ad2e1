'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './api.ts'
import { useOptimisticRemoval } from './optimistic.ts'
import { usePages } from './pages.ts'
import type { Note } from './records.ts'
import { type NoteEdit, saveNote } from './save-note.ts'

export const useNotes = (words: string) =>
  usePages<Note>(['notes', 'list'], '/api/notes', {}, words ? { skill: 'notes.search', query: words } : undefined)

export const useNote = (id: string) =>
  useQuery({
    queryKey: ['notes', 'one', id],
    queryFn: ({ signal }) => api.get<Note>(`/api/notes/${encodeURIComponent(id)}`, {}, signal),
    enabled: Boolean(id),
  })

/** Keeps a note, put together with what was changed elsewhere meanwhile. */
export function useSaveNote() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (edit: NoteEdit) => saveNote(edit),
    onSuccess: note => client.setQueryData(['notes', 'one', note.id], note),
    onSettled: () => client.invalidateQueries({ queryKey: ['notes', 'list'] }),
  })
}

export const useDeleteNote = () =>
  useOptimisticRemoval<Note>({
    noun: 'notes',
    run: note => api.act.remove(`/api/notes/${note.id}`),
    done: note => `Deleted: ${titleOf(note)}`,
  })

/** Whether this page has heard that the note was deleted elsewhere. */
export const useNoteGone = (id: string | undefined) =>
  useQuery({ queryKey: ['deleted', 'note', id ?? ''], queryFn: () => false, enabled: false, initialData: false }).data

/** Markdown as plain words in one line, for a list. */
export const plain = (markdown: string) =>
  markdown
    .replace(/^\s*(?:[#>*+-]+|\d+\.)\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\w)([*_`~]{1,3})(\S(?:.*?\S)?)\1(?!\w)/g, '$2')
    .replace(/\s+/g, ' ')
    .trim()

/** A note's title, or its first words. */
export const titleOf = ({ title, body }: Pick<Note, 'title' | 'body'>) => {
  const line = body.split('\n').find(one => one.trim()) ?? ''
  return title || plain(line).slice(0, 80) || 'Untitled'
}
