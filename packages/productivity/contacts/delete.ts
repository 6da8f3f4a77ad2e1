import { Deleted } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { deletingVerbs } from '../deleting-verbs.ts'
import { tellDeleted } from '../tell-deleted.ts'
import { undoDeleted } from '../undo-deleted.ts'
import { contactFilter } from './fields.ts'
import { affectedContacts, removeContacts } from './record.ts'

/** Deletes one contact, or all. They can be restored. Fires `contact.deleted` for each. */
export const deleteContacts = defineSkill({
  id: 'contacts.delete',
  title: 'Delete contacts',
  description: 'Deletes one contact (id), or all contacts (filter: all). Give either id or filter.',
  effect: 'destructive',
  input: z.object({ id: ref('contact', { ask: 'Which contact should I delete?' }).optional(), filter: contactFilter.optional() }),
  output: Deleted,
  examples: [
    { say: 'delete the contact Tom Becker', input: { id: 'Tom Becker' } },
    { say: 'remove Sam Lee from my contacts', input: { id: 'Sam Lee' } },
    { say: 'erase Joe Marsh from the address book', input: { id: 'Joe Marsh' } },
    { say: 'get rid of Dana’s contact', input: { id: 'Dana' } },
    { say: 'delete all contacts', input: { filter: 'all' } },
    { say: 'I no longer need the contact Priya, delete it', input: { id: 'Priya' } },
  ],
  synonyms: {
    verbs: deletingVerbs,
    nouns: ['contact', 'contacts', 'address book'],
  },
  route: 'DELETE /api/contacts/{id}',
  undo: undoDeleted('contacts'),
  affects: affectedContacts,
  tell: tellDeleted('contact'),
  run: removeContacts,
})
