import type { Pool } from 'pg'
import { prepared } from './prepared.ts'
import { unreachable } from './unreachable.ts'

/**
 * The snapshot a query would see now: which transactions are over and which are under way. It never comes back to what it was once anything
 * is committed, by whatever program. Those who ask while one question is under way share the next: nobody gets one from before they asked.
 */
export function postgresRevision(pool: Pool): () => Promise<string> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<string> | undefined
  const ask = () => {
    next = undefined
    const asked = pool.query<{ revision: string }>(prepared('select pg_current_snapshot()::text as revision', [])).then(
      ({ rows }) => (rows[0] as { revision: string }).revision,
      error => {
        throw unreachable(error) ?? error
      },
    )
    underWay = asked
    return asked
  }
  return () => {
    next ??= underWay.then(ask, ask)
    return next
  }
}
