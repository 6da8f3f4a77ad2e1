import type { Contact, Deleted } from '@atom/contracts'
import { type Context, inZone, newId } from '@atom/kernel'
import { type Page, paginate, type SortKey } from '@atom/storage'
import { affected } from '../affected.ts'
import { productivityErrors } from '../errors.ts'
import { announce, missing, restore, retract, softDelete } from '../record-store.ts'
import { holdingAll, searchText, wordsOf } from '../search.ts'
import { type RowOf, store } from '../store.ts'
import { undelete } from '../undelete.ts'

const contactRows = (ctx: Context) => store.from(ctx, 'contact').selectAll().where('deleted_at', 'is', null)

function contactOf(ctx: Context, row: RowOf<'contact'>): Contact {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    name: row.name,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    company: row.company ?? undefined,
    notes: row.notes ?? undefined,
    createdAt: inZone(row.created_at, zone),
    updatedAt: inZone(row.updated_at, zone),
  }
}

export interface ContactFields {
  name: string
  email?: string | null
  phone?: string | null
  company?: string | null
  notes?: string | null
}

/** A phone number is found with and without the signs between its digits. */
export const contactColumns = ({ name, email, phone, company, notes }: ContactFields) => ({
  name,
  name_key: name.toLowerCase(),
  email: email ?? null,
  phone: phone ?? null,
  company: company ?? null,
  notes: notes ?? null,
  search_text: searchText(name, email, phone, phone?.replace(/\D/g, ''), company, notes),
})

/** @throws kernel.not_found */
export async function getContact(ctx: Context, id: string): Promise<Contact> {
  const row = await contactRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw missing('contact', id)
  return contactOf(ctx, row)
}

export async function insertContact(ctx: Context, input: ContactFields): Promise<Contact> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  await store
    .insert(ctx, 'contact', {
      id,
      ...contactColumns(input),
      created_by: ctx.person.id,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .execute()
  await announce(ctx, 'contact', 'created', id, { name: input.name })
  return getContact(ctx, id)
}

interface PageRequest {
  limit?: number
  cursor?: string
}

const byName: SortKey[] = [
  { column: 'name_key', order: 'asc' },
  { column: 'id', order: 'asc' },
]

export async function pageOfContacts(ctx: Context, input: PageRequest): Promise<Page<Contact>> {
  const { items, nextCursor } = await paginate(contactRows(ctx), input, byName)
  return { items: items.map(row => contactOf(ctx, row)), nextCursor }
}

export async function pageOfFoundContacts(ctx: Context, input: { query: string } & PageRequest): Promise<Page<Contact>> {
  const { items, nextCursor } = await paginate(holdingAll(contactRows(ctx), 'search_text', wordsOf(input.query)), input, byName)
  return { items: items.map(row => contactOf(ctx, row)), nextCursor }
}

const all = async (ctx: Context): Promise<string[]> =>
  (await store.from(ctx, 'contact').select('id').where('deleted_at', 'is', null).execute()).map(row => row.id)

/** What `removeContacts` would take away. */
export const affectedContacts = async (ctx: Context, { id }: { id?: string }) =>
  affected(ctx, 'contact', { ids: id === undefined ? await all(ctx) : [id] })

export async function removeContacts(ctx: Context, { id, filter }: { id?: string; filter?: 'all' }): Promise<Deleted> {
  if ((id === undefined) === (filter === undefined)) throw productivityErrors.one_of()
  if (id !== undefined) {
    const { name } = await getContact(ctx, id)
    return { id, title: name, deleted: 1, ids: await softDelete(ctx, 'contact', [id]) }
  }
  const ids = await softDelete(ctx, 'contact', await all(ctx))
  return { deleted: ids.length, ids }
}

export const undeleteContacts = undelete({
  domain: 'contacts',
  noun: 'contact',
  restore: (ctx, ids) => restore(ctx, 'contact', ids),
  retract: async (ctx, id) => void (await retract(ctx, 'contact', id)),
})
