import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('memory_file')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('hash', 'text', c => c.notNull())
    .addColumn('size', 'integer', c => c.notNull())
    .addColumn('media_type', 'text', c => c.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('created_by', 'text', c => c.notNull())
    .addColumn('created_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('memory_file_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('memory_file_hash').on('memory_file').columns(['workspace_id', 'hash']).execute()
  await db.schema.createIndex('memory_file_parent').on('memory_file').columns(['workspace_id', 'parent_id']).execute()
  await db.schema
    .createTable('memory_job')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('kind', 'text', c => c.notNull())
    .addColumn('source_id', 'text')
    .addColumn('status', 'text', c => c.notNull())
    .addColumn('done', 'integer', c => c.notNull())
    .addColumn('total', 'integer')
    .addColumn('note', 'text')
    .addColumn('error_message', 'text')
    .addColumn('started_at', 'text')
    .addColumn('finished_at', 'text')
    .addColumn('updated_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('memory_job_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.alterTable('memory_source').addColumn('every_minutes', 'integer').execute()
}
