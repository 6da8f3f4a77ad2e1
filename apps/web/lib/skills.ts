'use client'
import { useQuery } from '@tanstack/react-query'
import { everyPage } from './every-page.ts'
import type { SkillSummary } from './records.ts'

/** Everything ATOM can do for this person. */
export const useSkills = (enabled = true) =>
  useQuery({
    queryKey: ['skills'],
    enabled,
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => everyPage<SkillSummary>('/api/skills', signal),
  })
