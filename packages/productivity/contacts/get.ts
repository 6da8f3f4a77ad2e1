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
    { say: 'show me the contact Sam Lee', input: { id: 'Sam Lee' } },
    { say: 'where does Mia Wong work', input: { id: 'Mia Wong' } },
    { say: 'details of the contact Priya', input: { id: 'Priya' } },
    { say: 'see the contact Tom Becker', input: { id: 'Tom Becker' } },
    { say: 'show the contact details of Dana', input: { id: 'Dana' } },
    { say: 'open the contact card of Joe Marsh', input: { id: 'Joe Marsh' } },
  ],
  synonyms: {
    verbs: ['show', 'open', 'details of', 'pull up', 'bring up', 'look at', 'let me see', 'let me read'],
    nouns: ['contact', 'contact card', 'contact details'],
  },
  route: 'GET /api/contacts/{id}',
  answers: 'until-changed',
  tell: tellContact,
  run: (ctx, { id }) => load(ctx, id),
})
