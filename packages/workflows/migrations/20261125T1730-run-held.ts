import { type Kysely, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  // Every end of a run asks whether others are held back for it; nearly always none is.
  await sql`create index run_held on run (workspace_id, workflow_id, status, priority, id) where held = 1`.execute(db)
}
