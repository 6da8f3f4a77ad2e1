import { MemoryPassage, memoryCategories } from '@atom/contracts'
import { type Context, defineSkill, isDay, query, startOfDay, toUtc, when } from '@atom/kernel'
import { z } from 'zod'
import type { Filters, Passage } from '../retrieve/search.ts'

const ids = z.array(z.string().min(1).max(100)).max(200)

/** What a search may be narrowed to. */
export const givenFilters = z.strictObject({
  sources: ids.optional(),
  categories: z.array(z.enum(memoryCategories)).optional(),
  documents: ids.optional(),
  author: z.string().max(500).optional(),
  from: when().optional().describe('Written then or later; of a day its beginning.'),
  before: when().optional().describe('Written earlier; of a day its beginning.'),
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
      limit: z.number().int().min(1).max(200).default(10),
      filters: givenFilters.optional(),
    }),
    output: z.object({ items: z.array(MemoryPassage) }),
    examples: [
      { say: 'search everything for delivery dates', input: { query: 'delivery dates' } },
      { say: 'search my memory for the Northwind contract', input: { query: 'the Northwind contract' } },
    ],
    synonyms: { verbs: ['search', 'look through', 'find'], nouns: ['memory', 'files', 'documents'] },
    route: 'POST /api/memory/search',
    async run(ctx, { query: words, limit, filters: given }) {
      return { items: await find(ctx, words, filtersOf(ctx, given), limit) }
    },
  })

/** The filters that are set, with moments in UTC. */
export function filtersOf(ctx: Context, { from, before, ...given }: z.output<typeof givenFilters> = {}): Filters {
  const { timeZone } = ctx.person
  const moment = (value: string | undefined) =>
    value === undefined ? undefined : isDay(value) ? startOfDay(value, timeZone) : toUtc(value, timeZone)
  const all = { ...given, from: moment(from), before: moment(before) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
