import type { Kysely } from 'kysely'

/** Every call that may change something is found by its card; those that wait for a yes are found at the start. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('chat_call').addColumn('actor', 'text').execute()
  await db.schema.createIndex('chat_call_asking').on('chat_call').column('approval_id').where('approval_id', 'is not', null).execute()
}
