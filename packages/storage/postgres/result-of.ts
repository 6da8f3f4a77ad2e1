import type { QueryResult } from 'kysely'
import type { QueryResult as PostgresResult } from 'pg'

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** A result as Kysely wants it. */
export const resultOf = <R>({ command, rowCount, rows }: PostgresResult): QueryResult<R> =>
  changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
