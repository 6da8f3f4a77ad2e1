import type { Note } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { listAfter } from '../adding-to.ts'
import { productivityErrors } from '../errors.ts'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import { getNote, noteColumns, noteName } from './record.ts'

/** A note in the words of the input, for undo. */
export async function noteBefore(ctx: Context, { id }: { id: string }): Promise<Pick<Note, 'title' | 'body' | 'labels'>> {
  const { title, body, labels } = await getNote(ctx, id)
  return { title, body, labels }
}

interface NoteChange {
  id: string
  title?: string | null
  body?: string
  append?: string
  labels?: string[]
  addLabels?: string[]
  /** Of the note that was read before. */
  revision?: string
}

/** @throws productivity.note_changed when it is not the revision that was read any more */
export async function changeNote(ctx: Context, input: NoteChange): Promise<Note> {
  const { id: _, revision, ...change } = input
  if (Object.keys(change).length === 0) throw productivityErrors.no_change()
  const before = await getNote(ctx, input.id)
  if (revision !== undefined && revision !== before.revision) throw productivityErrors.note_changed()
  const title = input.title === undefined ? (before.title ?? null) : input.title
  const body = [input.body ?? before.body, input.append].filter(part => part !== undefined && part !== '').join('\n')
  const labels = listAfter('labels', before.labels, { whole: input.labels, added: input.addLabels })
  await store
    .update(ctx, 'note')
    .set({ ...noteColumns(title, body, labels), updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', input.id)
    .execute()
  await announce(ctx, 'note', 'updated', input.id, { title: noteName({ title, body }) })
  return getNote(ctx, input.id)
}

/** The input that puts back what a change changed; an added line goes with the whole old text. */
export function noteChangedBack(input: NoteChange, before: Pick<Note, 'title' | 'body' | 'labels'>): Record<string, unknown> {
  return {
    id: input.id,
    ...(input.title === undefined ? {} : { title: before.title ?? null }),
    ...(input.body === undefined && input.append === undefined ? {} : { body: before.body }),
    ...(input.labels === undefined && input.addLabels === undefined ? {} : { labels: before.labels }),
  }
}
