import { Exploration } from '@atom/contracts'
import { type Context, defineSkill } from '@atom/kernel'
import { z } from 'zod'
import type { Filters } from '../retrieve/search.ts'
import { filtersOf, givenFilters } from './search.ts'

/** The search page's own search. */
export const exploreMemory = (find: (ctx: Context, query: string, filters: Filters, limit: number) => Promise<Exploration>) =>
  defineSkill({
    id: 'memory.explore',
    title: 'Search everything, with counts',
    description:
      'As memory.search, for a page: each passage with the words of the query marked in it and whether it says what was asked for, and how many documents were found of which category, source and author.',
    effect: 'read',
    input: z.object({
      query: z.string().trim().min(1).max(1000),
      limit: z.number().int().min(1).max(50).default(20),
      filters: givenFilters.optional(),
    }),
    output: Exploration,
    examples: [],
    internal: true,
    route: 'POST /api/memory/explore',
    run: (ctx, { query, limit, filters }) => find(ctx, query, filtersOf(ctx, filters), limit),
  })
