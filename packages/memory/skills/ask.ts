import { MemoryAnswer } from '@atom/contracts'
import { type Context, defineSkill, query } from '@atom/kernel'
import { z } from 'zod'
import type { AnswerPart } from '../answer/ask.ts'

/** Answers from what was read, with citations. */
export const askMemory = (ask: (ctx: Context, question: string) => AsyncGenerator<AnswerPart>, heard: (text: string) => void) =>
  defineSkill({
    id: 'memory.ask',
    title: 'Ask what was read',
    description:
      'Answers a question from files, notes, tasks, meetings, contacts and chats, with the passages the answer stands on, or says that nothing was found.',
    effect: 'read',
    unsafeRead: 'It asks a language model, which is a POST.',
    reach: 'outside',
    timeout: 120_000,
    input: z.object({ question: query({ cues: ['about', 'whether', 'what'], ask: 'What would you like to know?' }) }),
    output: MemoryAnswer,
    examples: [
      { say: 'what did we agree about the delivery dates', input: { question: 'what did we agree about the delivery dates' } },
      { say: 'what does the contract say about payment', input: { question: 'what does the contract say about payment' } },
    ],
    synonyms: { verbs: ['what did we', 'what does', 'what do we know about', 'ask'], nouns: ['memory', 'documents', 'files'] },
    tell: ({ answer }) => answer,
    async run(ctx, { question }) {
      let answer = ''
      for await (const part of ask(ctx, question)) {
        if (part.type === 'text') {
          answer += part.text
          heard(part.text)
        } else return { answer, found: part.found, citations: part.citations }
      }
      return { answer, found: false, citations: [] }
    },
  })
