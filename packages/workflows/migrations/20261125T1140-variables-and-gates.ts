import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('workflow_variable').addColumn('secret_id', 'text').execute()

  // One row for each rate limit (`due`: when the next start would be on time, in milliseconds) and each concurrency key, whose
  // lock makes those who ask for it take turns.
  await db.schema
    .createTable('step_gate')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('key', 'text', c => c.notNull())
    .addColumn('due', 'double precision', c => c.notNull())
    .addPrimaryKeyConstraint('step_gate_pk', ['workspace_id', 'key'])
    .execute()

  await db.schema
    .createTable('step_slot')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('key', 'text', c => c.notNull())
    .addColumn('run_id', 'text', c => c.notNull())
    .addColumn('seq', 'integer', c => c.notNull())
    // The order in which they came.
    .addColumn('place', 'text', c => c.notNull())
    .addColumn('most', 'integer', c => c.notNull())
    .addColumn('held', 'integer', c => c.notNull())
    .addPrimaryKeyConstraint('step_slot_pk', ['run_id', 'seq'])
    .execute()
  await db.schema.createIndex('step_slot_key').on('step_slot').columns(['workspace_id', 'key', 'held', 'place']).execute()
}
