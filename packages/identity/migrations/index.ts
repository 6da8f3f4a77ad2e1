import type { Migration } from 'kysely/migration'
import * as identity from './20261124T0930-identity.ts'
import * as keysAndClaims from './20261125T0930-keys-and-claims.ts'

export const identityMigrations: Record<string, Migration> = {
  '20261124T0930-identity': identity,
  '20261125T0930-keys-and-claims': keysAndClaims,
}
