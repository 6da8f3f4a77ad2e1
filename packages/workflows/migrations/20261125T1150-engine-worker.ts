import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('engine_worker')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('host', 'text', c => c.notNull())
    .addColumn('pid', 'integer', c => c.notNull())
    // Milliseconds since 1970, by the database's clock.
    .addColumn('beat_at', 'double precision', c => c.notNull())
    .execute()
}
