import { Contact, pageOf } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { contactQuery } from './fields.ts'
import { pageOfFoundContacts } from './record.ts'
import { tellContacts } from './tell.ts'

/** Contacts whose name, e-mail, phone, company or notes hold all the words. */
export const searchContacts = defineSkill({
  id: 'contacts.search',
  title: 'Search contacts',
  description: 'Finds contacts by words in name, e-mail, phone, company or notes.',
  effect: 'read',
  input: z.object({ query: contactQuery, limit, cursor }),
  output: pageOf(Contact),
  examples: [
    { say: 'find contacts at Globex', input: { query: 'Globex' } },
    { say: 'search my contacts for Lee', input: { query: 'Lee' } },
    { say: 'who do I know at Acme', input: { query: 'Acme' } },
    { say: 'who is Tom Becker', input: { query: 'Tom Becker' } },
    { say: 'who works at Hooli', input: { query: 'Hooli' } },
    { say: 'look up the plumber in my contacts', input: { query: 'plumber' } },
    { say: 'is there a contact named Becker', input: { query: 'Becker' } },
    { say: 'find the person with the number 555-0199', input: { query: '555-0199' } },
    { say: 'what is Dana’s phone number', input: { query: 'Dana' } },
    { say: 'find Tom Becker’s email address', input: { query: 'Tom Becker' } },
    { say: 'Priya’s number?', input: { query: 'Priya' } },
    { say: 'how do I reach Mia Wong', input: { query: 'Mia Wong' } },
    { say: 'give me the number of Joe Marsh', input: { query: 'Joe Marsh' } },
    { say: 'do I know anyone at Initech', input: { query: 'Initech' } },
    { say: 'Lee’s email', input: { query: 'Lee' } },
    { say: 'who do we know at Hooli', input: { query: 'Hooli' } },
    { say: 'how do I get hold of Sam Lee', input: { query: 'Sam Lee' } },
    { say: 'phone number of the plumber', input: { query: 'plumber' } },
    { say: 'how can I contact Priya', input: { query: 'Priya' } },
    { say: 'what is the email address of Tom', input: { query: 'Tom' } },
    { say: 'do I know anybody at Globex', input: { query: 'Globex' } },
    { say: 'do I know anybody called Lee', input: { query: 'Lee' } },
  ],
  synonyms: {
    verbs: ['find', 'search', 'look up', 'look for', 'who do I know', 'look through', 'hunt for', 'locate', 'dig out', 'dig up'],
    nouns: [
      'contact',
      'contacts',
      'person',
      'people',
      'address book',
      'number',
      'phone number',
      'email',
      'email address',
      'e-mail address',
      'phone',
      'mobile',
    ],
  },
  tell: tellContacts,
  run: pageOfFoundContacts,
})
