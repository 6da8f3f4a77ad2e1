import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('chat_session')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('person_id', 'text', c => c.notNull())
    .addColumn('title', 'text', c => c.notNull())
    .addColumn('state', 'text', c => c.notNull())
    .addColumn('created_at', 'text', c => c.notNull())
    .addColumn('updated_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('chat_session_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('chat_session_person').on('chat_session').columns(['workspace_id', 'person_id', 'updated_at', 'id']).execute()

  await db.schema
    .createTable('chat_message')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('session_id', 'text', c => c.notNull())
    .addColumn('person_id', 'text', c => c.notNull())
    .addColumn('role', 'text', c => c.notNull())
    .addColumn('parts', 'text', c => c.notNull())
    .addColumn('words', 'text', c => c.notNull())
    .addColumn('status', 'text', c => c.notNull())
    .addColumn('reply_to', 'text')
    .addColumn('client_id', 'text')
    .addColumn('usage', 'text')
    .addColumn('created_at', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('chat_message_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('chat_message_session').on('chat_message').columns(['workspace_id', 'session_id', 'id']).execute()
  await db.schema
    .createIndex('chat_message_client')
    .on('chat_message')
    .columns(['workspace_id', 'person_id', 'client_id'])
    .unique()
    .execute()
  await db.schema.createIndex('chat_message_status').on('chat_message').columns(['status', 'workspace_id']).execute()

  await db.schema
    .createTable('chat_call')
    .addColumn('workspace_id', 'text', c => c.notNull())
    .addColumn('id', 'text', c => c.notNull())
    .addColumn('session_id', 'text', c => c.notNull())
    .addColumn('message_id', 'text', c => c.notNull())
    .addColumn('undo_id', 'text')
    .addColumn('approval_id', 'text')
    .addPrimaryKeyConstraint('chat_call_pk', ['workspace_id', 'id'])
    .execute()
  await db.schema.createIndex('chat_call_undo').on('chat_call').columns(['workspace_id', 'undo_id']).execute()
  await db.schema.createIndex('chat_call_approval').on('chat_call').columns(['workspace_id', 'approval_id']).execute()
  await db.schema.createIndex('chat_call_session').on('chat_call').columns(['workspace_id', 'session_id', 'id']).execute()
}
