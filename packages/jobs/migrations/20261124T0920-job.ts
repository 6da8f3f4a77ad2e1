import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('job')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.primaryKey())
    .addColumn('kind', 'text', c => c.notNull())
    .addColumn('key', 'text')
    .addColumn('payload', 'text', c => c.notNull())
    .addColumn('status', 'text', c => c.notNull())
    .addColumn('run_at', 'text', c => c.notNull())
    .addColumn('attempt', 'integer', c => c.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('cancel_requested', 'integer', c => c.notNull())
    .addColumn('progress', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', 'text', c => c.notNull())
    .addColumn('finished_at', 'text')
    .execute()
  await db.schema.createIndex('job_due').on('job').columns(['status', 'run_at', 'id']).execute()
  await db.schema.createIndex('job_lease').on('job').columns(['status', 'lease_until']).execute()
  await db.schema.createIndex('job_key').on('job').columns(['workspace_id', 'key']).execute()
  await db.schema.createIndex('job_finished').on('job').column('finished_at').execute()
}
