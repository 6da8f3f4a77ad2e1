import type { Kysely } from 'kysely'

/** Who left is still named in what they were part of. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('former_member')
    .addColumn('workspace_id', 'text', column => column.notNull())
    .addColumn('person_id', 'text', column => column.notNull())
    .addColumn('name', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('former_member_pk', ['workspace_id', 'person_id'])
    .execute()
}
