import type { Kysely } from 'kysely'

/** Deleted records are found by when that was, so that they can go for good. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  for (const table of ['task', 'project', 'calendar_event', 'note', 'contact', 'reminder'])
    await db.schema.createIndex(`${table}_deleted`).on(table).column('deleted_at').where('deleted_at', 'is not', null).execute()
}
