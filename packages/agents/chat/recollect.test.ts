import { type Context, defineSkill, kernelErrors, query, ref, SkillRegistry, when } from '@atom/kernel'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { outOfReach } from '../understanding/dialogue/decide.ts'
import type { Understood } from './offline.ts'
import { type RecollectDeps, recollect } from './recollect.ts'
import { Turn } from './turn.ts'

const items = z.object({ items: z.array(z.object({ title: z.string() })) })
const base = { description: '', examples: [], effect: 'read' as const }
const registry = new SkillRegistry().add(
  defineSkill({
    ...base,
    id: 'pages.ask',
    title: 'Ask the pages',
    input: z.object({ question: z.string() }),
    output: z.object({ answer: z.string(), found: z.boolean(), citations: z.array(z.unknown()) }),
    run: async () => ({ answer: '', found: false, citations: [] }),
  }),
  defineSkill({
    ...base,
    id: 'things.get',
    title: 'Show',
    input: z.object({ id: ref('thing') }),
    output: z.object({}),
    run: async () => ({}),
  }),
  defineSkill({
    ...base,
    id: 'things.find',
    title: 'Find',
    input: z.object({ query: query() }),
    output: items,
    run: async () => ({ items: [] }),
  }),
  defineSkill({
    ...base,
    id: 'things.on',
    title: 'List',
    input: z.object({ from: when().optional() }),
    output: items,
    run: async () => ({ items: [] }),
  }),
  defineSkill({
    ...base,
    id: 'things.drop',
    title: 'Drop',
    effect: 'destructive',
    input: z.object({ id: ref('thing') }),
    output: z.object({}),
    run: async () => ({}),
  }),
)

/** What a chat answers that has read one page, on delivery dates; `done` is what the other skills give. */
async function answerTo(text: string, understood: Understood, { recollects = 'pages.ask', done = {} as Record<string, unknown> } = {}) {
  const asked: string[] = []
  const invoke: RecollectDeps['invoke'] = async (_, skill, input) => {
    if (skill === 'pages.ask') {
      const { question } = input as { question: string }
      asked.push(question)
      const found = /deliver|Liefer/.test(question)
      const output = { answer: found ? '“On the tenth.” — Contract [1]' : 'Nothing about that.', found, citations: [] }
      return { status: 'done', output } as Awaited<ReturnType<RecollectDeps['invoke']>>
    }
    if (done[skill] === 'missing') throw kernelErrors.not_found({ what: 'thing', words: text })
    return { status: 'done', output: done[skill] ?? {} } as Awaited<ReturnType<RecollectDeps['invoke']>>
  }
  const turn = new Turn({
    sessionId: 's',
    title: '',
    message: { id: 'm', sessionId: 's', role: 'assistant', parts: [], status: 'streaming', createdAt: '2026-11-24T09:00:00.000Z' },
  })
  const ctx = { signal: new AbortController().signal, log: { warn: () => {} }, workspaceId: 'w' } as unknown as Context
  const answered = await recollect({ registry, invoke, recollects } as unknown as RecollectDeps, ctx, turn, text, understood)
  const said = turn.parts.map(part => (part.type === 'text' ? part.text : `[${part.skill}]`)).join('')
  return { answered, said, asked }
}

const lost: Understood = outOfReach
const request = (skill: string, input: Record<string, unknown>): Understood => ({ requests: [{ skill, input }] })

test('a question that is nobody’s is asked of what was read, as it was said, and its answer shown with what it stands on', async () => {
  const text = 'What did we agree with Northwind about delivery dates?'
  expect(await answerTo(text, lost)).toEqual({ answered: true, said: '[pages.ask]“On the tenth.” — Contract [1]', asked: [text] })
  expect((await answerTo('Wie lang ist die Lieferzeit?', lost)).answered).toBe(true)
})

test('a question for a fact that stands nowhere is told so; what asks for a deed stays what it was', async () => {
  expect(await answerTo('What is the capital of Australia?', lost)).toMatchObject({ answered: true, said: 'Nothing about that.' })
  for (const text of ['Can you order a pizza?', 'Could you deliver it?', 'order a pizza', 'please deliver it?'])
    expect(await answerTo(text, lost), text).toEqual({ answered: false, said: '', asked: [] })
  expect(await answerTo('Is the shop open?', lost)).toMatchObject({ answered: false, said: '' })
  expect(await answerTo('What can you cook?', lost)).toMatchObject({ answered: false, said: '' })
})

test('what a skill answers is not asked of anything else', async () => {
  const delivery = 'When is the delivery?'
  const one = { items: [{ title: 'Delivery' }] }
  for (const [understood, done] of [
    [request('things.get', { id: 'delivery' }), {}],
    [request('things.find', { query: 'delivery' }), { 'things.find': one }],
    // An empty day is an answer.
    [request('things.on', { from: '2026-11-25' }), { 'things.on': { items: [] } }],
    [request('things.drop', { id: 'delivery' }), {}],
    [{ requests: [], ask: 'Which delivery?' }, {}],
    [{ requests: [], say: 'You are welcome.' }, {}],
  ] as [Understood, Record<string, unknown>][])
    expect(await answerTo(delivery, understood, { done })).toEqual({ answered: false, said: '', asked: [] })
})

test('a look for what is not there gives way to what was read, if that says something', async () => {
  for (const [understood, done] of [
    [request('things.get', { id: 'delivery' }), { 'things.get': 'missing' }],
    [request('things.find', { query: 'delivery' }), { 'things.find': { items: [] } }],
  ] as [Understood, Record<string, unknown>][]) {
    expect(await answerTo('When is the delivery?', understood, { done })).toMatchObject({ answered: true })
    expect(await answerTo('When is the dentist?', understood, { done })).toMatchObject({ answered: false, said: '' })
  }
  // Requests are understood in English alone.
  expect(await answerTo('Wann ist die Lieferung?', request('things.drop', { id: 'wann' }))).toMatchObject({ answered: true })
})

test('without anything that was read all stays as it was', async () => {
  expect(await answerTo('When is the delivery?', lost, { recollects: '' })).toEqual({ answered: false, said: '', asked: [] })
})
