import type { Kysely } from 'kysely'

/** A person's links are found by the person. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.createIndex('verification_value').on('verification').column('value').execute()
}
