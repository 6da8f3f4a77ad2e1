'use client'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { addDays, today } from '../days.ts'
import type { Exploration, MemoryUsage } from '../records.ts'

/** What the address of the search page narrows to; an empty field does not. */
export interface SearchFilter {
  type: string
  source: string
  author: string
  since: string
}

/** Times to look back, with the first day that counts. */
export const times = [
  { value: 'week', label: 'Last 7 days', days: 7 },
  { value: 'month', label: 'Last 30 days', days: 30 },
  { value: 'year', label: 'Last 12 months', days: 365 },
]

export const isNarrowed = (filter: SearchFilter): boolean => Object.values(filter).some(value => value !== '')

function filtersOf({ type, source, author, since }: SearchFilter, zone: string) {
  const time = times.find(one => one.value === since)
  return {
    ...(type ? { categories: [type] } : {}),
    ...(source ? { sources: [source] } : {}),
    ...(author ? { author } : {}),
    // The server compares moments; a few hours about midnight do not matter in “the last week”.
    ...(time ? { from: `${addDays(today(zone), -time.days)}T00:00:00Z` } : {}),
  }
}

/** Passages for the words, and what they can be narrowed to. What was asked before is not waited for. */
export const useExploration = (words: string, filter: SearchFilter, zone: string, enabled: boolean) =>
  useQuery({
    queryKey: ['memory', 'found', words, filter],
    queryFn: ({ signal }) =>
      api.post<Exploration>('/api/memory/explore', { query: words, limit: 30, filters: filtersOf(filter, zone) }, signal),
    enabled: enabled && words !== '',
    staleTime: 30_000,
    // The list stays while the next letter is looked up.
    placeholderData: previous => (words === '' ? undefined : previous),
  })

/** Whether memory is on, and what it holds. */
export const useMemoryUsage = () =>
  useQuery({ queryKey: ['memory', 'usage'], queryFn: ({ signal }) => api.get<MemoryUsage>('/api/memory/usage', {}, signal) })
