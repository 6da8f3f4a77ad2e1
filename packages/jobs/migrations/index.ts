import type { Migration } from 'kysely/migration'
import * as job from './20261124T0920-job.ts'
import * as jobTurn from './20261125T0935-job-turn.ts'

export const jobMigrations: Record<string, Migration> = { '20261124T0920-job': job, '20261125T0935-job-turn': jobTurn }
