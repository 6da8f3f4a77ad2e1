import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('event_log')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('data', 'text', c => c.notNull())
    .addColumn('source_id', 'text')
    .addColumn('at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('event_log_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('event_log_source').on('event_log').columns(['workspace_id', 'name', 'source_id']).unique().execute()
  await db.schema.createIndex('event_log_at').on('event_log').column('at').execute()
}
