import { type Kysely, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  // A webhook's own run has its event's id and stays out.
  await sql`create index run_event on run (workspace_id, event_id) where ("trigger" <> 'webhook' or origin_run is not null)`.execute(db)
}
