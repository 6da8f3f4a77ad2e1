import type { CreateTableBuilder, Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  let table: CreateTableBuilder<string, string> = db.schema.createTable('calendar_import')
  for (const column of ['workspace_id', 'id', 'name', 'status', 'left', 'ics', 'created_by', 'time_zone', 'created_at', 'updated_at'])
    table = table.addColumn(column, 'text', c => c.notNull())
  for (const column of ['done', 'created', 'updated', 'skipped']) table = table.addColumn(column, 'integer', c => c.notNull())
  await table
    .addColumn('total', 'integer')
    .addColumn('error', 'text')
    .addColumn('finished_at', 'text')
    .addPrimaryKeyConstraint('calendar_import_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('calendar_import_finished').on('calendar_import').column('finished_at').execute()
}
