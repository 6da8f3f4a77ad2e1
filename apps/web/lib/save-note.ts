import { ApiError, api } from './api.ts'
import { mergeNotes, type NoteDraft } from './merge-notes.ts'
import type { Note } from './records.ts'

export type KeptNote = Note

/** A note as a person has written it, and what it was written from. */
export interface NoteEdit {
  /** Nothing for one that is new. */
  id?: string | undefined
  /** Of a new one: makes it once, however often it is sent. */
  key: string
  /** Of a new one that may have arrived: what was sent. */
  first?: NoteDraft
  /** What the server had when the writing began, and the revision of that. */
  base: NoteDraft
  revision?: string | undefined
  draft: NoteDraft
}

export const draftOf = (note: Note | undefined): NoteDraft => ({
  title: note?.title ?? '',
  body: note?.body ?? '',
  labels: note?.labels ?? [],
})
/** The server trims titles. */
export const sameDraft = (a: NoteDraft, b: NoteDraft): boolean =>
  a.title.trim() === b.title.trim() && a.body === b.body && a.labels.join() === b.labels.join()

/** Changes made elsewhere meanwhile that are put together before it is given up. */
const tries = 5

/**
 * Keeps a note; where it has been changed meanwhile, both changes put together. `onFirst` is told of a new note before it is sent, so that the same
 * is sent again. @returns the note as it is kept; @throws ApiError
 */
export async function saveNote(edit: NoteEdit, onFirst: (edit: NoteEdit) => void = () => {}): Promise<KeptNote> {
  if (!edit.id) {
    const first = edit.first ?? edit.draft
    if (!edit.first) onFirst({ ...edit, first })
    const body = { ...(first.title.trim() ? { title: first.title.trim() } : {}), body: first.body, labels: first.labels }
    const { output: made } = await api.act.post<Note>('/api/notes', body, edit.key)
    return sameDraft(first, edit.draft) ? made : saveNote({ ...edit, id: made.id, base: draftOf(made), revision: made.revision })
  }
  let { draft, revision, base } = edit
  for (let n = 1; ; n++) {
    try {
      return await api.patch<Note>(`/api/notes/${edit.id}`, {
        title: draft.title.trim() || null,
        body: draft.body,
        labels: draft.labels,
        ...(revision ? { revision } : {}),
      })
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'productivity.note_changed' || n === tries) throw error
      const theirs = await api.get<Note>(`/api/notes/${edit.id}`)
      draft = mergeNotes(base, draft, draftOf(theirs))
      base = draftOf(theirs)
      revision = theirs.revision
    }
  }
}
