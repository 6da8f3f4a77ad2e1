import { MemorySummary } from '@atom/contracts'
import { type Context, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'

/** A document in short, with citations. */
export const summariseDocument = (summarise: (ctx: Context, document: string) => Promise<MemorySummary>) =>
  defineSkill({
    id: 'memory.summarise',
    title: 'Summarise a document',
    description:
      'Says in a few sentences what a file or another document that was read says, each statement with the passage it stands on. To answer a question use memory.ask.',
    effect: 'read',
    unsafeRead: 'It asks a language model, which is a POST.',
    reach: 'outside',
    timeout: 120_000,
    input: z.object({ document: ref('document', { ask: 'Which document?' }) }),
    output: MemorySummary,
    examples: [
      { say: 'summarise the document Northwind contract', input: { document: 'Northwind contract' } },
      { say: 'summarise the file Annual report', input: { document: 'Annual report' } },
    ],
    synonyms: { verbs: ['summarise', 'summarize', 'sum up'], nouns: ['document', 'file'] },
    tell: ({ summary }) => summary,
    route: 'POST /api/memory/summarise',
    run: (ctx, { document }) => summarise(ctx, document),
  })
