import type { Rotation } from '@atom/storage'
import type { Kysely } from 'kysely'
import { resealAnswers } from './idempotency.ts'
import { Seal } from './seal.ts'
import type { IdentityTables } from './store.ts'

/** What answers of the API are sealed for. */
export const answersPurpose = 'idempotency'

/** This package's part in a new master key: the answers kept under keys of callers are sealed anew, so that a repeated call is still done once. */
export const resealForNewKey = (kysely: Kysely<IdentityTables>, { from, to }: Rotation): Promise<void> =>
  resealAnswers(kysely, new Seal(from.derive(answersPurpose)), new Seal(to.derive(answersPurpose)))

/**
 * What was signed with the old key counts no more: sessions end, and the keys that sign tokens go (they lie in the database under better-auth's
 * secret, which comes from the master key); better-auth makes new ones. API keys and invitations are kept as hashes and stay.
 */
export async function forgetSigned(kysely: Kysely<IdentityTables>): Promise<void> {
  await kysely.deleteFrom('session').execute()
  await kysely.deleteFrom('jwks').execute()
}
