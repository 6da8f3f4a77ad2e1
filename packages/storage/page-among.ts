import { storageErrors } from './errors.ts'
import type { Page, PageRequest } from './paginate.ts'

/** One page of a list that is whole in memory, in its order; the cursor is the id of the last one before. @throws storage.bad_cursor */
export function pageAmong<T extends { id: string }>(all: readonly T[], { limit = 50, cursor }: PageRequest): Page<T> {
  const before = cursor ? all.findIndex(({ id }) => id === cursor) : -1
  if (cursor && before === -1) throw storageErrors.bad_cursor()
  const items = all.slice(before + 1, before + 1 + limit)
  const more = before + 1 + limit < all.length
  return { items, nextCursor: more ? (items.at(-1)?.id ?? null) : null }
}
