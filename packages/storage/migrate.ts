import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { storageErrors } from './errors.ts'

/** All packages' migrations in one, in the order of their time stamps. */
export function mergeMigrations(...sets: Record<string, Migration>[]): Record<string, Migration> {
  const merged: Record<string, Migration> = {}
  for (const set of sets)
    for (const [name, migration] of Object.entries(set)) {
      if (name in merged) throw new Error(`Two migrations are called ${name}.`)
      merged[name] = migration
    }
  return merged
}

interface MigrateOptions {
  // biome-ignore lint/suspicious/noExplicitAny: migrations know no types of today
  kysely: Kysely<any>
  migrations: Record<string, Migration>
  /** Called once before the first change to a database that already holds something. @returns where the copy is, where one was made */
  backup: () => Promise<string | undefined>
  /** Where the backups are, for the sentence. */
  backups: string
  /** Another process serves this database: nothing is changed. */
  joining?: boolean
}

/** Brings the database's shape to this version. @throws storage.newer_data, storage.older_data, storage.migration_failed */
export async function migrate({ kysely, migrations, backup, backups, joining = false }: MigrateOptions): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true })
  const done = await doneMigrations(kysely)
  const foreign = done.find(name => !(name in migrations))
  if (foreign) throw storageErrors.newer_data({ migration: foreign, backups })
  if (done.length === Object.keys(migrations).length) return
  if (joining) throw storageErrors.older_data({ migration: String(Object.keys(migrations).find(name => !done.includes(name))) })
  const copy = done.length > 0 ? await backup() : undefined
  const { error } = await migrator.migrateToLatest()
  if (error)
    throw storageErrors.migration_failed(
      { reason: reasonOf(error), copy: copy === undefined ? '' : ` A copy from before is ${copy}.` },
      { cause: error },
    )
}

/** Without the full stop that our sentence sets itself. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.+$/, '')

// biome-ignore lint/suspicious/noExplicitAny: kysely's own table
async function doneMigrations(kysely: Kysely<any>): Promise<string[]> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(table => table.name === 'kysely_migration')) return []
  const rows = await kysely.selectFrom('kysely_migration').select('name').execute()
  return rows.map(row => row.name as string)
}
