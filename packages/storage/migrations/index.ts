import type { Migration } from 'kysely/migration'
import * as secret from './20261124T0900-secret.ts'

export const storageMigrations: Record<string, Migration> = { '20261124T0900-secret': secret }
