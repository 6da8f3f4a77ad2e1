import type { Kysely } from 'kysely'

/** Keys know which key made them; a claim knows that its call was interrupted. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('api_key').addColumn('parent_id', 'text').execute()
  await db.schema.createIndex('api_key_parent').on('api_key').columns(['workspace_id', 'parent_id']).execute()
  await db.schema.alterTable('idempotency').addColumn('interrupted_at', 'text').execute()
}
