import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('workflow_trigger').addColumn('error', 'text').execute()

  await db.schema
    .createTable('hook_refusal')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('workflow_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('at', 'text', c => c.notNull())
    .addColumn('method', 'text', c => c.notNull())
    .addColumn('status', 'integer', c => c.notNull())
    .addColumn('reason', 'text', c => c.notNull())
    .addColumn('size', 'integer', c => c.notNull())
    .addColumn('source_id', 'text')
    .addColumn('run_id', 'text')
    .addPrimaryKeyConstraint('hook_refusal_pk', ['workspace_id', 'workflow_id', 'id'])
    .execute()
  await db.schema.createIndex('hook_refusal_at').on('hook_refusal').columns(['at']).execute()
}
