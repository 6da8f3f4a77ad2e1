import { MemoryPassage, memoryCategories } from '@atom/contracts'
import { type Context, defineSkill, query } from '@atom/kernel'
import { z } from 'zod'
import type { Filters, Passage } from '../retrieve/search.ts'

/** What a search may be narrowed to. */
export const givenFilters = z.object({
  sources: z.array(z.string()).optional(),
  categories: z.array(z.enum(memoryCategories)).optional(),
  documents: z.array(z.string()).optional(),
  author: z.string().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
})

/** Passages of what ATOM has read. */
export const searchMemory = (find: (ctx: Context, query: string, filters: Filters, limit: number) => Promise<Passage[]>) =>
  defineSkill({
    id: 'memory.search',
    title: 'Search everything',
    description:
      'Finds passages in files, notes, tasks, meetings, contacts and chats by words and meaning, each with the place it stands at.',
    effect: 'read',
    input: z.object({
      query: query({ cues: ['for', 'about'], ask: 'What should I look for?' }),
      limit: z.number().int().min(1).max(50).default(10),
      filters: givenFilters.optional(),
    }),
    output: z.object({ items: z.array(MemoryPassage) }),
    examples: [
      { say: 'search everything for delivery dates', input: { query: 'delivery dates' } },
      { say: 'search my memory for the Northwind contract', input: { query: 'the Northwind contract' } },
    ],
    synonyms: { verbs: ['search', 'look through', 'find'], nouns: ['everything', 'memory', 'files', 'documents'] },
    route: 'POST /api/memory/search',
    async run(ctx, { query: words, limit, filters: given }) {
      return { items: await find(ctx, words, withoutUndefined(given ?? {}), limit) }
    },
  })

/** The filters that are set. */
export const withoutUndefined = (given: z.output<typeof givenFilters>): Filters =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
