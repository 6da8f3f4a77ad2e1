import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('model_provider')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('kind', 'text', c => c.notNull())
    .addColumn('name', 'text', c => c.notNull())
    .addColumn('base_url', 'text')
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('secret_id', 'text')
    .addColumn('position', 'integer', c => c.notNull())
    .addColumn('enabled', 'integer', c => c.notNull())
    .addColumn('created_at', 'text', c => c.notNull())
    .addColumn('updated_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('model_provider_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema
    .createTable('model_usage')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('person_id', 'text', c => c.notNull())
    .addColumn('session_id', 'text')
    .addColumn('message_id', 'text')
    .addColumn('provider', 'text', c => c.notNull())
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('input_tokens', 'integer', c => c.notNull())
    .addColumn('output_tokens', 'integer', c => c.notNull())
    .addColumn('cost', 'integer')
    .addColumn('at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('model_usage_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('model_usage_at').on('model_usage').columns(['workspace_id', 'at', 'id']).execute()
  await db.schema.createIndex('model_usage_person').on('model_usage').columns(['workspace_id', 'person_id', 'at', 'id']).execute()
}
