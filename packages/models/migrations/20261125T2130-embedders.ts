import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('embedder_choice')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('embedder', 'text', c => c.notNull())
    .addColumn('updated_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('embedder_choice_pk', ['workspace_id'])
    .execute()
  await db.schema
    .createTable('embedder_address')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('base_url', 'text', c => c.notNull())
    .addColumn('private_origin', 'text')
    .addColumn('model', 'text', c => c.notNull())
    .addColumn('secret_id', 'text')
    .addColumn('updated_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('embedder_address_pk', ['workspace_id', 'id'])
    .execute()
}
