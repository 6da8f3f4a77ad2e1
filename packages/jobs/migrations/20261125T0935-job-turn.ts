import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('job').addColumn('error_code', 'text').execute()
  await db.schema.createIndex('job_turn').on('job').columns(['status', 'workspace_id', 'run_at', 'id']).execute()
  // For graphile-worker, so on PostgreSQL alone they are filled.
  await db.schema
    .createTable('job_progress')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('job_id', 'text', c => c.primaryKey())
    .addColumn('progress', 'text', c => c.notNull())
    .execute()
  await db.schema
    .createTable('worker')
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('host', 'text', c => c.notNull())
    .addColumn('pid', 'integer', c => c.notNull())
    .addColumn('started_at', 'text', c => c.notNull())
    .addColumn('beat_at', 'text', c => c.notNull())
    .execute()
}
