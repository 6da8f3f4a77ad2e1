import { Contact } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { contactFields } from './fields.ts'
import { insertContact } from './record.ts'
import { tellCreated } from './tell.ts'

/** Adds a contact. Fires `contact.created`. */
export const createContact = defineSkill({
  id: 'contacts.create',
  title: 'Add a contact',
  description: 'Adds a person with e-mail, phone and company to the contacts. To change one use contacts.update.',
  effect: 'write',
  input: z.object({
    name: contactFields.name,
    email: contactFields.email.optional(),
    phone: contactFields.phone.optional(),
    company: contactFields.company.optional(),
    notes: contactFields.notes.optional(),
  }),
  output: Contact,
  examples: [
    { say: 'add Dana Reyes dana@acme.com to my contacts', input: { name: 'Dana Reyes', email: 'dana@acme.com' } },
    { say: 'new contact Sam Lee, phone +1 555 0100, from Globex', input: { name: 'Sam Lee', phone: '+1 555 0100', company: 'Globex' } },
    { say: 'save Priya’s number 020 7946 0123', input: { name: 'Priya', phone: '020 7946 0123' } },
    { say: 'create a contact for Tom Becker at Initech', input: { name: 'Tom Becker', company: 'Initech' } },
    {
      say: 'remember that the plumber is called Joe Marsh, number 555-0199',
      input: { name: 'Joe Marsh', phone: '555-0199', notes: 'plumber' },
    },
    { say: 'put Mia Wong mia.wong@example.org into the address book', input: { name: 'Mia Wong', email: 'mia.wong@example.org' } },
  ],
  synonyms: {
    verbs: ['add', 'create', 'save', 'put', 'store', 'new', 'record', 'register', 'enter', 'keep'],
    nouns: ['contact', 'address book', 'person', 'number', 'phone number', 'email address'],
  },
  route: 'POST /api/contacts',
  status: 201,
  undo: contact => ({ skill: 'contacts.retract', input: { id: contact.id }, ifStill: ifStill('contacts', contact) }),
  tell: tellCreated,
  run: insertContact,
})
