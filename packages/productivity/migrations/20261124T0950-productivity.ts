import { type CreateTableBuilder, type Kysely, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  const record = ['workspace_id', 'id', 'search_text', 'created_by', 'created_at', 'updated_at']
  const table = (name: string, required: string[], optional: string[], integers: string[] = []) => {
    let builder: CreateTableBuilder<string, string> = db.schema.createTable(name)
    for (const column of [...record, ...required]) builder = builder.addColumn(column, 'text', c => c.notNull())
    for (const column of [...optional, 'deleted_at']) builder = builder.addColumn(column, 'text')
    for (const column of integers) builder = builder.addColumn(column, 'integer', c => c.notNull())
    return builder.addPrimaryKeyConstraint(`${name}_pk`, ['workspace_id', 'id']).execute()
  }
  // Lists look at what is not deleted, so their indexes hold nothing else.
  const index = (name: string, on: string, columns: string[], unique = false) => {
    const builder = db.schema
      .createIndex(name)
      .on(on)
      .columns(['workspace_id', ...columns])
      .where(sql.ref('deleted_at'), 'is', null)
    return (unique ? builder.unique() : builder).execute()
  }
  const series = ['rrule', 'series_start']

  await table(
    'task',
    ['title', 'status', 'priority', 'due_key', 'labels', 'label_key', 'except', 'time_zone'],
    ['notes', 'due', 'project_id', 'assignee', 'parent_id', 'completed_at', ...series],
    ['is_open'],
  )
  await index('task_open', 'task', ['is_open', 'due_key', 'id'])
  await index('task_due', 'task', ['due_key', 'id'])
  await index('task_project', 'task', ['project_id', 'is_open', 'due_key', 'id'])
  await index('task_assignee', 'task', ['assignee', 'is_open', 'due_key', 'id'])
  await index('task_parent', 'task', ['parent_id'])

  await table('project', ['name', 'name_key'], ['notes'])
  await index('project_name', 'project', ['name_key'], true)

  await table(
    'calendar_event',
    ['title', 'start', 'end', 'time_zone', 'people', 'except'],
    ['location', 'notes', 'uid', ...series],
    ['all_day', 'recurs'],
  )
  await index('calendar_event_start', 'calendar_event', ['recurs', 'all_day', 'start', 'id'])
  await index('calendar_event_end', 'calendar_event', ['recurs', 'all_day', 'end'])
  await index('calendar_event_uid', 'calendar_event', ['uid'])

  await table('note', ['body', 'labels', 'label_key'], ['title'])
  await index('note_updated', 'note', ['updated_at', 'id'])

  await table('contact', ['name', 'name_key'], ['email', 'phone', 'company', 'notes'])
  await index('contact_name', 'contact', ['name_key', 'id'])

  await table('reminder', ['title', 'due', 'time_zone', 'fire_at', 'status', 'except'], ['snoozed_until', 'person', 'task_id', ...series])
  await index('reminder_status', 'reminder', ['status', 'fire_at', 'id'])
  await index('reminder_fire', 'reminder', ['fire_at', 'id'])
}
