import { MemoryPassage } from '@atom/contracts'
import { type Context, defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import type { Passage } from '../retrieve/search.ts'

/** What is about the same as a document. */
export const relatedDocuments = (related: (ctx: Context, document: string, limit: number) => Promise<Passage[]>) =>
  defineSkill({
    id: 'memory.related',
    title: 'Find related documents',
    description:
      'Files, notes and other documents about the same as one, each with the passage that lies nearest to it. Nothing where none is near.',
    effect: 'read',
    input: z.object({
      document: ref('document', { ask: 'Related to which document?' }),
      limit: z.number().int().min(1).max(50).default(5),
    }),
    output: z.object({ items: z.array(MemoryPassage) }),
    examples: [
      { say: 'find documents related to the document Northwind contract', input: { document: 'Northwind contract' } },
      { say: 'find files related to the file Annual report', input: { document: 'Annual report' } },
    ],
    synonyms: { verbs: ['find documents related to', 'find files related to'], nouns: ['document', 'file'] },
    route: 'POST /api/memory/related',
    run: async (ctx, { document, limit }) => ({ items: await related(ctx, document, limit) }),
  })
