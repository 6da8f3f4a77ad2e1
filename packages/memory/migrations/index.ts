import type { Migration } from 'kysely/migration'
import * as memory from './20261125T1500-memory.ts'
import * as files from './20261125T1530-memory-files.ts'
import * as indexSpace from './20261125T2140-index-space.ts'
import * as uploads from './20261125T2200-memory-uploads.ts'
import * as places from './20261125T2205-memory-places.ts'

export const memoryMigrations: Record<string, Migration> = {
  '20261125T1500-memory': memory,
  '20261125T1530-memory-files': files,
  '20261125T2140-index-space': indexSpace,
  '20261125T2200-memory-uploads': uploads,
  '20261125T2205-memory-places': places,
}
