import type { Contact } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { productivityErrors } from '../errors.ts'
import { announce } from '../record-store.ts'
import { store } from '../store.ts'
import { type ContactFields, contactColumns, getContact } from './record.ts'

/** A contact in the words of the input, for undo. */
export async function contactBefore(ctx: Context, { id }: { id: string }): Promise<Record<string, unknown>> {
  const { name, email, phone, company, notes } = await getContact(ctx, id)
  return { name, email, phone, company, notes }
}

export async function changeContact(ctx: Context, input: { id: string } & Partial<ContactFields>): Promise<Contact> {
  const { id, ...change } = input
  if (Object.keys(change).length === 0) throw productivityErrors.no_change()
  const before = await getContact(ctx, id)
  await store
    .update(ctx, 'contact')
    .set({ ...contactColumns({ ...before, ...change }), updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', id)
    .execute()
  const contact = await getContact(ctx, id)
  await announce(ctx, 'contact', 'updated', id, { name: contact.name, changed: Object.keys(change) })
  return contact
}
