import type { CreateTableBuilder, Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  let table: CreateTableBuilder<string, string> = db.schema.createTable('calendar_import_change')
  for (const column of ['workspace_id', 'import_id', 'event_id', 'mark', 'created_at'])
    table = table.addColumn(column, 'text', c => c.notNull())
  await table
    .addColumn('before', 'text')
    .addPrimaryKeyConstraint('calendar_import_change_pk', ['workspace_id', 'import_id', 'event_id'])
    .execute()
  await db.schema.createIndex('calendar_import_change_created').on('calendar_import_change').column('created_at').execute()
}
