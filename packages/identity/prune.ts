import type { Clock } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { interruptedFor, keptFor } from './idempotency.ts'
import type { IdentityTables } from './store.ts'

/** What nobody needs any more: remembered answers a day old, claims that never got one, sessions that have ended. Run every hour. */
export async function prune(kysely: Kysely<IdentityTables>, clock: Clock): Promise<void> {
  const now = clock.now()
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()
  await kysely.deleteFrom('idempotency').where('created_at', '<', ago(keptFor)).where('answer', 'is not', null).execute()
  await kysely.deleteFrom('idempotency').where('created_at', '<', ago(interruptedFor)).execute()
  await kysely.deleteFrom('session').where('expiresAt', '<', now.toISOString()).execute()
}
