import { Contact } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { getContact as load } from './record.ts'
import { tellContact } from './tell.ts'

/** One contact with everything about them. */
export const getContact = defineSkill({
  id: 'contacts.get',
  title: 'Show a contact',
  description: 'Gives one contact with e-mail, phone, company and notes.',
  effect: 'read',
  input: z.object({ id: ref('contact', { cues: ['of', 'for'], ask: 'Which contact?' }) }),
  output: Contact,
  examples: [
    { say: 'what is Dana’s phone number', input: { id: 'Dana' } },
    { say: 'show me the contact Sam Lee', input: { id: 'Sam Lee' } },
    { say: 'email address of Priya', input: { id: 'Priya' } },
    { say: 'how do I reach Tom Becker', input: { id: 'Tom Becker' } },
    { say: 'where does Mia Wong work', input: { id: 'Mia Wong' } },
    { say: 'give me the number of Joe Marsh', input: { id: 'Joe Marsh' } },
  ],
  synonyms: {
    verbs: ['show', 'what is', 'how do I reach', 'give me', 'open', 'who is'],
    nouns: ['contact', 'phone number', 'number', 'email address', 'e-mail', 'contact details'],
  },
  route: 'GET /api/contacts/{id}',
  tell: tellContact,
  run: (ctx, { id }) => load(ctx, id),
})
