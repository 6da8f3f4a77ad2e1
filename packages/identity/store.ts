import type { Decision, Effect, Role, Via } from '@atom/kernel'
import { tablesOf } from '@atom/storage'

/** better-auth's tables keep its own spelling; times are ISO text and booleans 0 or 1 on both databases. */
export interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: number
  image: string | null
  createdAt: string
  updatedAt: string
}

export interface SessionTable {
  id: string
  expiresAt: string
  token: string
  createdAt: string
  updatedAt: string
  ipAddress: string | null
  userAgent: string | null
  userId: string
}

export interface AccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  createdAt: string
  updatedAt: string
}

export interface JwksTable {
  id: string
  publicKey: string
  privateKey: string
  createdAt: string
  expiresAt: string | null
  alg: string | null
  crv: string | null
}

/** A one-time link of better-auth; `identifier` is the hash of what is in it, `value` the person's id. */
export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expiresAt: string
  createdAt: string
  updatedAt: string
}

export interface WorkspaceTable {
  id: string
  name: string
  created_at: string
  updated_at: string
}

/** One row at most: whose account was the first. */
export interface InstanceTable {
  id: string
  owner_id: string
  created_at: string
}

export interface MembershipTable {
  workspace_id: string
  person_id: string
  role: Role
  created_at: string
}

export interface FormerMemberTable {
  workspace_id: string
  person_id: string
  /** As they were called when they left. */
  name: string
}

export interface PersonSettingsTable {
  person_id: string
  time_zone: string | null
  locale: string | null
}

export interface InvitationTable {
  workspace_id: string
  id: string
  /** SHA-256 of the token, hex. */
  hash: string
  email: string | null
  role: Role
  created_by: string
  created_at: string
  expires_at: string
  accepted_at: string | null
}

export interface ApiKeyTable {
  workspace_id: string
  id: string
  person_id: string
  name: string
  /** SHA-256 of the key, hex. */
  hash: string
  hint: string
  created_at: string
  last_used_at: string | null
  expires_at: string | null
  revoked_at: string | null
  /** The key that made it, which it does not outlive. */
  parent_id: string | null
}

export interface AuditTable {
  workspace_id: string
  id: string
  at: string
  actor: string
  via: Via
  skill: string
  effect: Effect
  target: string | null
  /** JSON array of names. */
  fields: string
  outcome: string
  error: string | null
}

export interface PolicyTable {
  workspace_id: string
  id: string
  agent: string | null
  person: string | null
  skill: string | null
  effect: Effect | null
  decision: Decision
  created_at: string
}

export interface ApprovalTable {
  workspace_id: string
  id: string
  skill: string
  /** JSON. */
  input: string
  /** The kernel's fingerprint of skill and input. */
  input_hash: string
  status: 'pending' | 'approved' | 'denied'
  requested_by: string
  run_id: string | null
  session_id: string | null
  /** What is asked, in words. */
  question: string | null
  /** JSON: what it is about as it was then, `{title?, count, version}`. */
  about: string | null
  /** JSON: what the things were called that the input names by id, by field. */
  named: string | null
  /** JSON: fields to fill in. */
  form: string | null
  /** JSON: ids of those who may answer; whoever asked and admins without. */
  assignees: string | null
  /** JSON: what was filled in. */
  answers: string | null
  created_at: string
  expires_at: string
  decided_by: string | null
  decided_at: string | null
  used_at: string | null
}

export interface NotificationTable {
  workspace_id: string
  id: string
  person_id: string
  kind: string
  title: string
  body: string | null
  link: string | null
  created_at: string
  read_at: string | null
}

export interface IdempotencyTable {
  workspace_id: string
  actor: string
  key: string
  fingerprint: string
  /** Sealed JSON; null while the call runs, and when it was interrupted. */
  answer: string | null
  created_at: string
  /** When it became unknown whether the call was done. A process that dies leaves neither this nor an answer. */
  interrupted_at: string | null
}

export interface UndoLogTable {
  workspace_id: string
  id: string
  person_id: string
  done_skill: string
  skill: string
  /** JSON. */
  input: string
  /** JSON: a read, and a mark of each field of its answer that has to be as it was left. */
  if_still: string | null
  /** What a person calls what it was done to; of a record without a name, or of many, nothing. */
  title: string | null
  created_at: string
  used_at: string | null
}

/** Tables without a workspace: people come before workspaces. */
export interface AccountTables {
  user: UserTable
  session: SessionTable
  account: AccountTable
  verification: VerificationTable
  jwks: JwksTable
  workspace: WorkspaceTable
  instance: InstanceTable
  person_settings: PersonSettingsTable
}

export interface WorkspaceTables {
  membership: MembershipTable
  former_member: FormerMemberTable
  invitation: InvitationTable
  api_key: ApiKeyTable
  audit: AuditTable
  policy: PolicyTable
  approval: ApprovalTable
  notification: NotificationTable
  idempotency: IdempotencyTable
  undo_log: UndoLogTable
}

export type IdentityTables = AccountTables & WorkspaceTables

export const store = tablesOf<IdentityTables>()
