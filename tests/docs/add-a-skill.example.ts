// #region skill
import { Contact } from '@atom/contracts'
import { choice, defineSkill, query } from '@atom/kernel'
import { z } from 'zod'

/** A line to say to somebody, with their address where the contacts know it. */
export const greetContact = defineSkill({
  id: 'contacts.greet',
  title: 'Write a greeting',
  description: 'Writes one friendly line to a person. It sends nothing.',
  effect: 'read',
  input: z.object({
    to: query({ ask: 'Who should be greeted?' }),
    tone: choice(['warm', 'formal'], { words: { warm: ['friendly'], formal: ['polite', 'official'] } }).default('warm'),
  }),
  output: z.object({ line: z.string(), email: z.string().optional() }),
  examples: [
    { say: 'greet Dana', input: { to: 'Dana' } },
    { say: 'write a polite hello to Sam Lee', input: { to: 'Sam Lee', tone: 'formal' } },
    { say: 'say hi to my sister', input: { to: 'my sister' } },
    { say: 'friendly greeting for Priya', input: { to: 'Priya', tone: 'warm' } },
    { say: 'greet the plumber formally', input: { to: 'the plumber', tone: 'formal' } },
    { say: 'hello to Tom Becker please', input: { to: 'Tom Becker' } },
  ],
  synonyms: { verbs: ['greet', 'say hi', 'say hello'], nouns: ['greeting', 'hello'] },
  route: 'GET /api/contacts/greeting',
  tell: ({ line }) => line,
  run: async (ctx, { to, tone }) => {
    const found = z.object({ items: z.array(Contact) }).parse(await ctx.invoke('contacts.search', { query: to }))
    const contact = found.items.length === 1 ? found.items[0] : undefined
    const name = contact?.name ?? to
    return { line: tone === 'formal' ? `Good day, ${name}.` : `Hi ${name}!`, email: contact?.email }
  },
})
// #endregion
