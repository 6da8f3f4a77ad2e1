import type { Clock } from '@atom/kernel'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { interruptedFor, keptFor } from './idempotency.ts'
import type { IdentityTables } from './store.ts'

/** Rows that one statement removes, so that no writer waits long. */
const chunk = 1000

/** What nobody needs any more: remembered answers a day old, claims that never got one, sessions and links that have ended. Run every hour. */
export async function prune(kysely: Kysely<IdentityTables>, clock: Clock): Promise<void> {
  const now = clock.now()
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()
  const key = sql`workspace_id, actor, key`
  await inChunks(kysely, 'idempotency', key, sql`created_at < ${ago(keptFor)} and answer is not null`)
  await inChunks(kysely, 'idempotency', key, sql`created_at < ${ago(interruptedFor)}`)
  await inChunks(kysely, 'session', sql`id`, sql`${sql.ref('expiresAt')} < ${now.toISOString()}`)
  await inChunks(kysely, 'verification', sql`id`, sql`${sql.ref('expiresAt')} < ${now.toISOString()}`)
}

async function inChunks(kysely: Kysely<IdentityTables>, table: string, key: RawBuilder<unknown>, old: RawBuilder<unknown>): Promise<void> {
  const name = sql.table(table)
  for (let went = chunk; went === chunk; ) {
    const { numAffectedRows = 0n } =
      await sql`delete from ${name} where (${key}) in (select ${key} from ${name} where ${old} limit ${sql.lit(chunk)})`.execute(kysely)
    went = Number(numAffectedRows)
  }
}
