import { openPostgres } from './postgres/index.ts'
import { openSqlite } from './sqlite/index.ts'
import type { Storage, StorageOptions } from './storage.ts'

/** PostgreSQL when an address is given, else SQLite in the data folder. */
export const openStorage = (options: StorageOptions): Promise<Storage> =>
  options.databaseUrl ? openPostgres({ ...options, databaseUrl: options.databaseUrl }) : openSqlite(options)

export type { Migration } from 'kysely/migration'
export { type Batch, type BatchRow, type BatchValue, runBatch, type Statement } from './batch.ts'
export * from './data-dir.ts'
export * from './errors.ts'
export { afterCommit, type Handle, whenOver } from './handle.ts'
export { isPassing } from './is-passing.ts'
export { mergeMigrations } from './migrate.ts'
export { storageMigrations } from './migrations/index.ts'
export { pageAmong } from './page-among.ts'
export * from './paginate.ts'
export { unreachable } from './postgres/unreachable.ts'
export { type Rotation, rotateVault } from './rotate-vault.ts'
export { backupsKeptFor } from './sqlite/backup.ts'
export type { Signals, Storage, StorageOptions } from './storage.ts'
export * from './tables.ts'
export type { Vault } from './vault.ts'
