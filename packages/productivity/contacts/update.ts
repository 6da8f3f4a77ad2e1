import { Contact } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { ifStillChanged } from '../if-still.ts'
import { changedBack } from '../undo-change.ts'
import { changeContact, contactBefore } from './change.ts'
import { contactFields } from './fields.ts'
import { tellUpdated } from './tell.ts'

/** Changes the fields that are given; null clears one. Fires `contact.updated`. */
export const updateContact = defineSkill({
  id: 'contacts.update',
  title: 'Change a contact',
  description: 'Changes name, e-mail, phone, company or notes of one contact. Only what is given changes; null clears.',
  effect: 'write',
  input: z.object({
    id: ref('contact', { cues: ['of', 'for'], ask: 'Which contact?' }),
    name: contactFields.name.optional(),
    email: contactFields.email.nullable().optional(),
    phone: contactFields.phone.nullable().optional(),
    company: contactFields.company.nullable().optional(),
    notes: contactFields.notes.nullable().optional(),
  }),
  output: Contact,
  examples: [
    { say: 'change Dana’s email to dana@newco.com', input: { id: 'Dana', email: 'dana@newco.com' } },
    { say: 'Sam Lee has a new number: +1 555 0142', input: { id: 'Sam Lee', phone: '+1 555 0142' } },
    { say: 'Tom Becker works at Hooli now', input: { id: 'Tom Becker', company: 'Hooli' } },
    { say: 'rename the contact Priya to Priya Shah', input: { id: 'Priya', name: 'Priya Shah' } },
    { say: 'update Mia Wong’s phone to 030 1234567', input: { id: 'Mia Wong', phone: '030 1234567' } },
    { say: 'change the phone number of Tom Becker to 030 555123', input: { id: 'Tom Becker', phone: '030 555123' } },
    { say: 'Joe’s number is 030 555123 now', input: { id: 'Joe', phone: '030 555123' } },
    { say: 'remove the phone number of Joe Marsh', input: { id: 'Joe Marsh', phone: null } },
    { say: 'Mia’s new phone number is 020 7946 0999', input: { id: 'Mia', phone: '020 7946 0999' } },
    { say: 'Sam’s email is now sam@hooli.com', input: { id: 'Sam', email: 'sam@hooli.com' } },
    { say: 'fix Sam’s email, it is sam@globex.com', input: { id: 'Sam', email: 'sam@globex.com' } },
    { say: 'remove the email address from Tom’s contact', input: { id: 'Tom', email: null } },
    { say: 'delete Lee’s phone number', input: { id: 'Lee', phone: null } },
    { say: 'Priya is at Globex now', input: { id: 'Priya', company: 'Globex' } },
    { say: 'Dana moved to Initech', input: { id: 'Dana', company: 'Initech' } },
    {
      say: 'update Joe’s contact: mobile 030 555123, email joe@marsh.com',
      input: { id: 'Joe', phone: '030 555123', email: 'joe@marsh.com' },
    },
  ],
  synonyms: {
    verbs: ['change', 'update', 'rename', 'edit', 'correct', 'set', 'fix', 'amend', 'replace'],
    nouns: ['contact', 'number', 'phone', 'email', 'company'],
  },
  route: 'PATCH /api/contacts/{id}',
  before: contactBefore,
  undo: (contact, input, before) => ({
    skill: 'contacts.update',
    input: changedBack(input, before),
    ifStill: ifStillChanged('contacts', contact, input),
  }),
  tell: tellUpdated,
  run: changeContact,
})
