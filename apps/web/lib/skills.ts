'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import type { Paged, SkillSummary } from './records.ts'

/** Everything ATOM can do for this person. */
export const useSkills = (enabled = true) =>
  useQuery({
    queryKey: ['skills'],
    enabled,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const items: SkillSummary[] = []
      let cursor: string | undefined
      do {
        const page: Paged<SkillSummary> = await api.get('/api/skills', { limit: 200, cursor }, signal)
        items.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return items
    },
  })
