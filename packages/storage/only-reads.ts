import { kernelErrors } from '@atom/kernel'
import type { CompiledQuery } from 'kysely'

/** Said to whoever reads and tries to write. */
export const mayNotWrite = (cause?: unknown) => kernelErrors.read_only({ skill: 'This', attempt: 'write to the database' }, { cause })

const begins = /^\s*(select|values|explain|with)\b/i

/**
 * Refuses every statement that does not begin as a read does, so that no text reaches the settings or the transaction of a connection either.
 * @returns whether the statement could write all the same (`with gone as (delete …) select …`, `select … into`, `explain analyze delete …`):
 * then only the database can tell
 * @throws kernel.read_only
 */
export function checkOnlyReads({ sql, query }: CompiledQuery): { certain: boolean } {
  const first = begins.exec(sql)?.[1]?.toLowerCase()
  if (!first) throw mayNotWrite()
  return { certain: first === 'select' && query.kind === 'SelectQueryNode' }
}
