import { type Address, api } from './api.ts'
import type { Paged } from './records.ts'

/** A whole list, for pickers; what grows without bound is read page by page instead. */
export async function everyPage<T>(path: Address<'get'>, signal?: AbortSignal, query: Record<string, string> = {}): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page: Paged<T> = await api.get(path, { ...query, limit: 200, cursor }, signal)
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return items
}
