import { MemoryFact, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill, longText, type RefResolver, ref } from '@atom/kernel'
import { z } from 'zod'
import { changeFact, findFact, insertFact, pageOfFacts, removeFact } from '../facts/fact.ts'
import { store } from '../store.ts'

/** Keeps something about the person who says it; nobody else sees it. */
export const remember = defineSkill({
  id: 'memory.remember',
  title: 'Remember something',
  description:
    'Remembers a fact or preference of the person, to be used in later answers. Only they see it, in Settings. For a text to keep use notes.create.',
  effect: 'write',
  input: z.object({ text: longText({ cues: ['that', ':'], ask: 'What should I remember?' }).max(2000) }),
  output: MemoryFact,
  examples: [
    { say: 'remember about me that I take my coffee without sugar', input: { text: 'I take my coffee without sugar' } },
    { say: 'remember for later answers that I work from Lisbon', input: { text: 'I work from Lisbon' } },
    { say: 'remember my preference: no calls before ten', input: { text: 'no calls before ten' } },
  ],
  synonyms: {
    verbs: ['remember about me', 'remember for later answers', 'remember my preference'],
    nouns: ['preference', 'fact about me'],
  },
  route: 'POST /api/memory/facts',
  status: 201,
  undo: fact => ({ skill: 'memory.forget', input: { id: fact.id } }),
  target: fact => fact.id,
  tell: fact => `I will remember: ${fact.text}`,
  run: (ctx, { text }) => insertFact(ctx, text),
})

/** Another wording of what is remembered. */
export const correctFact = defineSkill({
  id: 'memory.correct',
  title: 'Change what is remembered',
  description: 'Writes anew one thing the person had remembered (see memory.facts).',
  effect: 'write',
  input: z.object({ id: z.string().min(1).max(100), text: z.string().trim().min(1).max(2000) }),
  output: MemoryFact,
  examples: [],
  internal: true,
  route: 'PATCH /api/memory/facts/{id}',
  target: fact => fact.id,
  before: async (ctx, { id }) => (await findFact(ctx, id)).title,
  undo: (fact, _, text: string) => ({ skill: 'memory.correct', input: { id: fact.id, text } }),
  run: (ctx, { id, text }) => changeFact(ctx, id, text),
})

/** Forgets something for good: its words and vector too. */
export const forget = defineSkill({
  id: 'memory.forget',
  title: 'Forget something',
  description: 'Forgets for good one thing the person had remembered (see memory.facts).',
  effect: 'destructive',
  input: z.object({ id: ref('fact', { ask: 'What should I forget?' }) }),
  output: MemoryFact,
  examples: [
    { say: 'forget what you remember about my coffee', input: { id: 'my coffee' } },
    { say: 'forget what you know about Lisbon', input: { id: 'Lisbon' } },
  ],
  synonyms: { verbs: ['forget what you remember about', 'forget what you know about'], nouns: ['preference', 'fact about me'] },
  route: 'DELETE /api/memory/facts/{id}',
  target: fact => fact.id,
  tell: fact => `Forgotten: ${fact.text}`,
  run: (ctx, { id }) => removeFact(ctx, id),
})

/** What is remembered of the caller. */
export const listFacts = defineSkill({
  id: 'memory.facts',
  title: 'What is remembered of me',
  description: 'What the person told ATOM to remember of them, the latest first.',
  effect: 'read',
  input: z.object(pageRequest),
  output: pageOf(MemoryFact),
  examples: [
    { say: 'what do you remember about me', input: {} },
    { say: 'what do you know about me', input: {} },
    { say: 'show what you remember of me', input: {} },
  ],
  synonyms: { verbs: ['what do you remember', 'what do you know', 'show what you remember'], nouns: ['about me', 'of me'] },
  route: 'GET /api/memory/facts',
  run: (ctx, { limit, cursor }) =>
    pageOfFacts(ctx, { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) }),
})

/** Facts by words of theirs; each person's own alone. */
export const factRefs: RefResolver = {
  to: 'fact',
  async resolve(ctx, words) {
    const found = await matching(ctx, words)
    return found.find(fact => fact.id === words)?.id ?? (found.length === 1 ? found[0]?.id : undefined)
  },
  suggest: matching,
}

async function matching(ctx: Parameters<RefResolver['suggest']>[0], words: string): Promise<{ id: string; title: string }[]> {
  const rows = await store
    .from(ctx, 'memory_document')
    .select(['id', 'title'])
    .where('category', '=', 'user')
    .where('author', '=', ctx.person.id)
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute()
  const wanted = words.toLowerCase().split(/\s+/)
  return rows.filter(row => row.id === words || wanted.every(word => row.title.toLowerCase().includes(word))).slice(0, 20)
}
