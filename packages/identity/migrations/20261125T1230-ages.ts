import type { Kysely } from 'kysely'

/** What grows old is found by its age. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  const index = (name: string, table: string, column: string) => db.schema.createIndex(name).on(table).column(column)
  await index('undo_log_age', 'undo_log', 'created_at').execute()
  await index('approval_age', 'approval', 'expires_at').execute()
  await index('audit_age', 'audit', 'at').execute()
  await index('session_age', 'session', 'expiresAt').execute()
  await index('notification_age', 'notification', 'read_at').where('read_at', 'is not', null).execute()
}
