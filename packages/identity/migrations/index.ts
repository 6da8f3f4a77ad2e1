import type { Migration } from 'kysely/migration'
import * as identity from './20261124T0930-identity.ts'

export const identityMigrations: Record<string, Migration> = { '20261124T0930-identity': identity }
