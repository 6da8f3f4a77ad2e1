import type { CreateTableBuilder, Kysely } from 'kysely'

/**
 * better-auth's tables in its own spelling (what its `getMigrations` gives for version 1.7.5; a test compares), and ours.
 * Columns are text and integer on both databases: better-auth is told `sqlite`, which only decides how it writes times and booleans.
 */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
export const up = async (db: Kysely<any>): Promise<void> => {
  const table = (name: string, required: string[], optional: string[] = []) => {
    let builder: CreateTableBuilder<string, string> = db.schema.createTable(name)
    for (const column of required) builder = builder.addColumn(column, 'text', c => c.notNull())
    for (const column of optional) builder = builder.addColumn(column, 'text')
    return builder
  }
  const index = (name: string, on: string, columns: string[]) => db.schema.createIndex(name).on(on).columns(columns).execute()

  await table('user', ['id', 'name', 'email'], ['image'])
    .addColumn('emailVerified', 'integer', c => c.notNull().defaultTo(0))
    .addColumn('createdAt', 'text', c => c.notNull())
    .addColumn('updatedAt', 'text', c => c.notNull())
    .addPrimaryKeyConstraint('user_pk', ['id'])
    .addUniqueConstraint('user_email', ['email'])
    .execute()
  await table('session', ['id', 'expiresAt', 'token', 'createdAt', 'updatedAt', 'userId'], ['ipAddress', 'userAgent'])
    .addPrimaryKeyConstraint('session_pk', ['id'])
    .addUniqueConstraint('session_token', ['token'])
    .addForeignKeyConstraint('session_user', ['userId'], 'user', ['id'], c => c.onDelete('cascade'))
    .execute()
  await index('session_user', 'session', ['userId'])
  await table(
    'account',
    ['id', 'accountId', 'providerId', 'userId', 'createdAt', 'updatedAt'],
    ['accessToken', 'refreshToken', 'idToken', 'accessTokenExpiresAt', 'refreshTokenExpiresAt', 'scope', 'password'],
  )
    .addPrimaryKeyConstraint('account_pk', ['id'])
    .addForeignKeyConstraint('account_user', ['userId'], 'user', ['id'], c => c.onDelete('cascade'))
    .execute()
  await index('account_user', 'account', ['userId'])
  await table('verification', ['id', 'identifier', 'value', 'expiresAt', 'createdAt', 'updatedAt'])
    .addPrimaryKeyConstraint('verification_pk', ['id'])
    .execute()
  await index('verification_identifier', 'verification', ['identifier'])
  await table('jwks', ['id', 'publicKey', 'privateKey', 'createdAt'], ['expiresAt', 'alg', 'crv'])
    .addPrimaryKeyConstraint('jwks_pk', ['id'])
    .execute()

  await table('workspace', ['id', 'name', 'created_at', 'updated_at']).addPrimaryKeyConstraint('workspace_pk', ['id']).execute()
  await table('instance', ['id', 'owner_id', 'created_at']).addPrimaryKeyConstraint('instance_pk', ['id']).execute()
  await table('membership', ['workspace_id', 'person_id', 'role', 'created_at'])
    .addPrimaryKeyConstraint('membership_pk', ['workspace_id', 'person_id'])
    .execute()
  await index('membership_person', 'membership', ['person_id', 'created_at'])
  await table('person_settings', ['person_id'], ['time_zone', 'locale'])
    .addPrimaryKeyConstraint('person_settings_pk', ['person_id'])
    .execute()
  await table('invitation', ['workspace_id', 'id', 'hash', 'role', 'created_by', 'created_at', 'expires_at'], ['email', 'accepted_at'])
    .addPrimaryKeyConstraint('invitation_pk', ['workspace_id', 'id'])
    .addUniqueConstraint('invitation_hash', ['hash'])
    .execute()

  await table(
    'api_key',
    ['workspace_id', 'id', 'person_id', 'name', 'hash', 'hint', 'created_at'],
    ['last_used_at', 'expires_at', 'revoked_at'],
  )
    .addPrimaryKeyConstraint('api_key_pk', ['workspace_id', 'id'])
    .addUniqueConstraint('api_key_hash', ['hash'])
    .execute()
  await table('audit', ['workspace_id', 'id', 'at', 'actor', 'via', 'skill', 'effect', 'fields', 'outcome'], ['target', 'error'])
    .addPrimaryKeyConstraint('audit_pk', ['workspace_id', 'id'])
    .execute()
  await table('policy', ['workspace_id', 'id', 'decision', 'created_at'], ['agent', 'person', 'skill', 'effect'])
    .addPrimaryKeyConstraint('policy_pk', ['workspace_id', 'id'])
    .execute()
  await table(
    'approval',
    ['workspace_id', 'id', 'skill', 'input', 'input_hash', 'status', 'requested_by', 'created_at', 'expires_at'],
    ['run_id', 'session_id', 'form', 'decided_by', 'decided_at', 'used_at'],
  )
    .addPrimaryKeyConstraint('approval_pk', ['workspace_id', 'id'])
    .execute()
  await index('approval_status', 'approval', ['workspace_id', 'status', 'id'])
  await table('notification', ['workspace_id', 'id', 'person_id', 'kind', 'title', 'created_at'], ['body', 'link', 'read_at'])
    .addPrimaryKeyConstraint('notification_pk', ['workspace_id', 'id'])
    .execute()
  await index('notification_person', 'notification', ['workspace_id', 'person_id', 'id'])
  await table('idempotency', ['workspace_id', 'actor', 'key', 'fingerprint', 'created_at'], ['answer'])
    .addPrimaryKeyConstraint('idempotency_pk', ['workspace_id', 'actor', 'key'])
    .execute()
  await index('idempotency_age', 'idempotency', ['created_at'])
  await table('undo_log', ['workspace_id', 'id', 'person_id', 'done_skill', 'skill', 'input', 'created_at'], ['used_at'])
    .addPrimaryKeyConstraint('undo_log_pk', ['workspace_id', 'id'])
    .execute()
  await index('undo_log_person', 'undo_log', ['workspace_id', 'person_id', 'id'])
}
