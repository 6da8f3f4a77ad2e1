import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('memory_index')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('embedder', 'text', c => c.notNull())
    .addColumn('dimension', 'integer', c => c.notNull())
    .addColumn('generation', 'integer', c => c.notNull())
    .addColumn('former', 'text')
    .addColumn('updated_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('memory_index_pk', ['workspace_id'])
    .execute()
}
