import { type Kysely, sql } from 'kysely'

/** One date of a series that was changed alone is an event of its own, which knows the series and the date it stands for. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('calendar_event').addColumn('series_id', 'text').execute()
  await db.schema.alterTable('calendar_event').addColumn('series_date', 'text').execute()
  await db.schema
    .createIndex('calendar_event_series')
    .on('calendar_event')
    .columns(['workspace_id', 'series_id', 'series_date'])
    .where(sql.ref('deleted_at'), 'is', null)
    .execute()
}
