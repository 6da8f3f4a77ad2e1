import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('secret')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('key_id', 'text', c => c.notNull())
    .addColumn('nonce', 'text', c => c.notNull())
    .addColumn('sealed', 'text', c => c.notNull())
    .addColumn('created_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('secret_pk', ['workspace_id', 'id'])
    .execute()
}
