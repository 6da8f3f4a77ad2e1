import type { Contact } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import type { Page } from '@atom/storage'
import { bullets, plain, sayNone } from '../saying.ts'

const line = (contact: Contact): string =>
  [
    `**${plain(contact.name)}**`,
    contact.company ? plain(contact.company) : '',
    contact.email ? plain(contact.email) : '',
    contact.phone ? plain(contact.phone) : '',
  ]
    .filter(Boolean)
    .join(' · ')

export const tellCreated = (contact: Contact): string => `Added ${line(contact)} to your contacts.`
export const tellContact = (contact: Contact): string => `${line(contact)}${contact.notes ? `\n\n${plain(contact.notes, 1000)}` : ''}`
export const tellContacts = (
  page: Page<Contact>,
  { query }: { query?: string | undefined; limit?: number | undefined },
  ctx: Context,
): string => bullets(page, 'contact', sayNone(ctx, 'contact', { query }), line)
export const tellUpdated = (contact: Contact): string => `Changed the contact: ${line(contact)}.`
