import type { SelectQueryBuilder } from 'kysely'
import { storageErrors } from './errors.ts'

export interface PageRequest {
  /** 1–200; 50 unless told. */
  limit?: number | undefined
  cursor?: string | null | undefined
}

export interface Page<T> {
  items: T[]
  /** Null at the end. */
  nextCursor: string | null
}

export interface SortKey {
  /** A column of the query that is never null. The last key must be unique. */
  column: string
  order: 'asc' | 'desc'
  /** The name the column has in the result, where it differs from `column`. */
  as?: string
}

/** One page in the order of the keys. The cursor is the last row's keys, so that rows that come or go do not shift pages. @throws storage.bad_cursor */
// biome-ignore lint/suspicious/noExplicitAny: the row type is inferred from the query, its tables do not matter here
export async function paginate<O>(query: SelectQueryBuilder<any, any, O>, page: PageRequest, keys: SortKey[]): Promise<Page<O>> {
  const limit = page.limit ?? 50
  // biome-ignore lint/suspicious/noExplicitAny: columns are checked by the tests of each list, not by the type
  let sorted: SelectQueryBuilder<any, any, any> = query
  if (page.cursor) {
    const values = decode(page.cursor, keys.length)
    sorted = sorted.where(eb => {
      const after = (at: number): ReturnType<typeof eb.or> => {
        const key = keys[at] as SortKey
        const beyond = eb(key.column, key.order === 'asc' ? '>' : '<', values[at])
        return at === keys.length - 1 ? eb.or([beyond]) : eb.or([beyond, eb.and([eb(key.column, '=', values[at]), after(at + 1)])])
      }
      return after(0)
    })
  }
  for (const key of keys) sorted = sorted.orderBy(key.column, key.order)
  const rows = (await sorted.limit(limit + 1).execute()) as O[]
  const items = rows.slice(0, limit)
  const last = items.at(-1) as Record<string, unknown> | undefined
  return { items, nextCursor: rows.length > limit && last ? cursorOf(keys.map(key => last[nameOf(key)])) : null }
}

const nameOf = (key: SortKey) => key.as ?? key.column.slice(key.column.lastIndexOf('.') + 1)
/** The cursor behind a row with these keys, for a list that is put together from several. */
export const cursorOf = (values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

function decode(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(v => typeof v === 'string' || typeof v === 'number'))
      return values
  } catch {
    // Falls through: not ours.
  }
  throw storageErrors.bad_cursor()
}
