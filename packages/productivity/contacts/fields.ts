import { choice, longText, means, query } from '@atom/kernel'
import { z } from 'zod'

/** The fields of a contact that a person sets, each with what to look for in a sentence. */
export const contactFields = {
  name: means(z.string().trim().min(1).max(500), { kind: 'title', cues: ['named', 'called', 'contact'], ask: 'What is the name?' }),
  email: means(z.email('Expected an e-mail address.').max(320), { kind: 'email', cues: ['email', 'e-mail', 'mail', 'at'] }),
  phone: means(
    z
      .string()
      .trim()
      .regex(/^[+()\d][\d\s()./-]{2,40}( ?(x|ext\.?) ?\d{1,6})?$/i, 'Expected a phone number.'),
    { kind: 'phone', cues: ['phone', 'number', 'tel', 'mobile', 'cell'] },
  ),
  company: means(z.string().trim().min(1).max(500), { kind: 'text', cues: ['from', 'at', 'works at', 'works for', 'of', 'company'] }),
  notes: longText({ cues: ['with the note', 'notes', 'remark'] }),
}
export const contactFilter = choice(['all'], { words: { all: ['every', 'everyone', 'everybody'] } })
export const contactQuery = query({ cues: ['for', 'named', 'called', 'at', 'from', 'who works at'], ask: 'Whom should I look for?' })
