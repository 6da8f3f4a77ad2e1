import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('workflow_skill')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('workflow_id', 'text', c => c.notNull())
    .addColumn('skill_id', 'text', c => c.notNull())
    .addColumn('version', 'integer', c => c.notNull())
    .addColumn('effect', 'text', c => c.notNull())
    .addColumn('spec', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('workflow_skill_pk', ['workspace_id', 'workflow_id'])
    .execute()
  await db.schema.createIndex('workflow_skill_id').on('workflow_skill').columns(['workspace_id', 'skill_id']).unique().execute()
}
