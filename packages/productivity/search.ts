import { type ReferenceExpression, type SelectQueryBuilder, sql } from 'kysely'

/** What a record is found by: lower case, one part a line. */
export const searchText = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join('\n').toLowerCase()

/** The words of a query, lower case; more than twenty would only make it slow. */
export const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 20)

/** A pattern that finds this text anywhere, taken literally. */
const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`

/** Does a column hold this text? The text is taken literally, on either database. */
export const holds = (column: string, text: string) => sql<boolean>`${sql.ref(column)} like ${anywhere(text)} escape '\\'`

/** Narrows a query to rows whose search text holds every word, in any order. */
export function holdingAll<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  column: ReferenceExpression<DB, TB> & string,
  words: string[],
): SelectQueryBuilder<DB, TB, O> {
  return words.reduce((narrowed, word) => narrowed.where(holds(column, word)), query)
}
