import { Contact, pageOf } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { pageOfContacts } from './record.ts'
import { tellContacts } from './tell.ts'

/** One page of contacts by name. */
export const listContacts = defineSkill({
  id: 'contacts.list',
  title: 'List contacts',
  description: 'Lists contacts by name. To find one by name, company or number use contacts.search.',
  effect: 'read',
  input: z.object({ limit, cursor }),
  output: pageOf(Contact),
  examples: [
    { say: 'show my contacts', input: {} },
    { say: 'list all contacts', input: {} },
    { say: 'open the address book', input: {} },
    { say: 'who is in my contacts', input: {} },
    { say: 'which people do I know', input: {} },
    { say: 'let me see the contact list', input: {} },
  ],
  synonyms: {
    verbs: ['show', 'list', 'see', 'view', 'who is in', 'display', 'get', 'fetch', 'pull up', 'how many'],
    nouns: ['contacts', 'address book', 'people', 'contact list'],
  },
  route: 'GET /api/contacts',
  answers: 'until-changed',
  tell: tellContacts,
  run: pageOfContacts,
})
