'use client'
import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { type Address, api } from './api.ts'
import type { Paged } from './records.ts'

interface Search {
  skill: string
  query: string
}

/** A list, page by page. With `search` the words are looked for by a skill instead. */
export function usePages<T>(
  key: QueryKey,
  path: Address<'get'>,
  query: Record<string, string | string[] | undefined> = {},
  search?: Search,
) {
  return useInfiniteQuery({
    queryKey: [...key, query, search ?? null],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      search
        ? api.invoke<Paged<T>>(search.skill, { query: search.query, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) })
        : api.get<Paged<T>>(path, { limit: '100', ...query, cursor: pageParam }, signal),
    getNextPageParam: page => page.nextCursor ?? undefined,
    // What was there stays while a filter changes, so nothing jumps.
    placeholderData: previous => previous,
  })
}
