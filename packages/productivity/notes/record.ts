import { createHash } from 'node:crypto'
import type { Deleted, Note } from '@atom/contracts'
import { type Context, inZone, newId } from '@atom/kernel'
import { type Page, paginate, type SortKey } from '@atom/storage'
import { affected } from '../affected.ts'
import { productivityErrors } from '../errors.ts'
import { labelColumns, labelPattern, labelsOf } from '../labels.ts'
import { announce, missing, restore, retract, softDelete } from '../record-store.ts'
import { holdingAll, holds, searchText, wordsOf } from '../search.ts'
import { type RowOf, store } from '../store.ts'
import { undelete } from '../undelete.ts'

const noteRows = (ctx: Context) =>
  store.from(ctx, 'note').select(['id', 'title', 'body', 'labels', 'created_at', 'updated_at']).where('deleted_at', 'is', null)

/** Of what the note says, so that two changes in one second are told apart. */
const revisionOf = ({ title, body, labels }: Pick<RowOf<'note'>, 'title' | 'body' | 'labels'>): string =>
  createHash('sha256')
    .update(JSON.stringify([title, body, labels]))
    .digest('base64url')
    .slice(0, 22)

type NoteRow = Pick<RowOf<'note'>, 'id' | 'title' | 'body' | 'labels' | 'created_at' | 'updated_at'>

function noteOf(ctx: Context, row: NoteRow): Note {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    title: row.title ?? undefined,
    body: row.body,
    labels: labelsOf(row),
    revision: revisionOf(row),
    createdAt: inZone(row.created_at, zone),
    updatedAt: inZone(row.updated_at, zone),
  }
}

/** What a note is called: its title, or how it begins. */
export const noteName = ({ title, body }: { title?: string | null; body: string }): string => {
  const name = title ?? body.trim().split('\n')[0] ?? ''
  return name.length > 80 ? `${name.slice(0, 79)}…` : name || 'an empty note'
}

export const noteColumns = (title: string | null, body: string, labels: readonly string[]) => ({
  title,
  body,
  ...labelColumns(labels),
  search_text: searchText(title, body, ...labels),
})

/** @throws kernel.not_found */
export async function getNote(ctx: Context, id: string): Promise<Note> {
  const row = await noteRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing('note', id)
  return noteOf(ctx, row)
}

export async function insertNote(ctx: Context, input: { title?: string; body: string; labels?: string[] }): Promise<Note> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  await store
    .insert(ctx, 'note', {
      id,
      ...noteColumns(input.title ?? null, input.body, input.labels ?? []),
      created_by: ctx.person.id,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .execute()
  await announce(ctx, 'note', 'created', id, { title: noteName(input) })
  return getNote(ctx, id)
}

interface PageRequest {
  limit?: number
  cursor?: string
}

const newestFirst: SortKey[] = [
  { column: 'updated_at', order: 'desc' },
  { column: 'id', order: 'desc' },
]

export async function pageOfNotes(ctx: Context, input: { labels?: string[] } & PageRequest): Promise<Page<Note>> {
  let query = noteRows(ctx)
  for (const label of input.labels ?? []) query = query.where(holds('label_key', labelPattern(label)))
  const { items, nextCursor } = await paginate(query, input, newestFirst)
  return { items: items.map(row => noteOf(ctx, row)), nextCursor }
}

export async function pageOfFoundNotes(ctx: Context, input: { query: string } & PageRequest): Promise<Page<Note>> {
  const query = holdingAll(noteRows(ctx), 'search_text', wordsOf(input.query))
  const { items, nextCursor } = await paginate(query, input, newestFirst)
  return { items: items.map(row => noteOf(ctx, row)), nextCursor }
}

const all = async (ctx: Context): Promise<string[]> =>
  (await store.from(ctx, 'note').select('id').where('deleted_at', 'is', null).execute()).map(row => row.id)

/** What `removeNotes` would take away. */
export const affectedNotes = async (ctx: Context, { id }: { id?: string }) =>
  affected(ctx, 'note', { ids: id === undefined ? await all(ctx) : [id] })

export async function removeNotes(ctx: Context, { id, filter }: { id?: string; filter?: 'all' }): Promise<Deleted> {
  if ((id === undefined) === (filter === undefined)) throw productivityErrors.one_of()
  if (id !== undefined) {
    const note = await getNote(ctx, id)
    return { id, title: noteName(note), deleted: 1, ids: await softDelete(ctx, 'note', [id]) }
  }
  const ids = await softDelete(ctx, 'note', await all(ctx))
  return { deleted: ids.length, ids }
}

export const undeleteNotes = undelete({
  domain: 'notes',
  noun: 'note',
  restore: (ctx, ids) => restore(ctx, 'note', ids),
  retract: async (ctx, id) => void (await retract(ctx, 'note', id)),
})
