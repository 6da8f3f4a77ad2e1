import type { Migration } from 'kysely/migration'
import * as models from './20261124T1010-models.ts'

export const modelMigrations: Record<string, Migration> = { '20261124T1010-models': models }
