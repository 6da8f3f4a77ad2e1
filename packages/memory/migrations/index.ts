import type { Migration } from 'kysely/migration'
import * as memory from './20261125T1500-memory.ts'

export const memoryMigrations: Record<string, Migration> = { '20261125T1500-memory': memory }
