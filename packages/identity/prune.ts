import type { Clock } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { keptFor } from './idempotency.ts'
import type { IdentityTables } from './store.ts'

/** Rows a day old that nobody needs: remembered answers and sessions that have ended. The job `identity.prune` runs it every hour. */
export async function prune(kysely: Kysely<IdentityTables>, clock: Clock): Promise<void> {
  const now = clock.now()
  const dayAgo = new Date(now.getTime() - keptFor).toISOString()
  await kysely.deleteFrom('idempotency').where('created_at', '<', dayAgo).execute()
  await kysely.deleteFrom('session').where('expiresAt', '<', now.toISOString()).execute()
}
