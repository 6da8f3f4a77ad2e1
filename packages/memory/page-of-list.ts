import { type Page, type PageRequest, storageErrors } from '@atom/storage'

/** One page of a list that is read as a whole. The cursor is what `keyOf` says of its last item. @throws storage.bad_cursor */
export function pageOfList<T>(all: readonly T[], { limit = 50, cursor }: PageRequest, keyOf: (item: T) => string): Page<T> {
  const before = cursor ? all.findIndex(item => keyOf(item) === cursor) : -1
  if (cursor && before === -1) throw storageErrors.bad_cursor()
  const items = all.slice(before + 1, before + 1 + limit)
  const last = items.at(-1)
  return { items, nextCursor: last !== undefined && before + 1 + limit < all.length ? keyOf(last) : null }
}
