import type { Migration } from 'kysely/migration'
import * as job from './20261124T0920-job.ts'

export const jobMigrations: Record<string, Migration> = { '20261124T0920-job': job }
