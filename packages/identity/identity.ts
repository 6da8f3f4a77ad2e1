import type { InvitationState, ResetLinkState } from '@atom/contracts'
import type { ApprovalGate, ApprovalRecord, Audit, Clock, Config, Context, Idempotency, Permission, UndoLog } from '@atom/kernel'
import { newId } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import type { Kysely } from 'kysely'
import { type ApprovalAnswer, approvals, decideApproval, findApproval } from './approvals.ts'
import { audit } from './audit.ts'
import { createAuth, issuerOf, originsOf, sessionLife } from './auth/auth.ts'
import { invitationFor } from './auth/invitation.ts'
import { makeResetToken, personOfResetToken } from './auth/reset-link.ts'
import { createSignInLimiter, type SignInLimiter } from './auth/sign-in-limiter.ts'
import { createTokenVerifier } from './auth/token-verifier.ts'
import { createAuthenticate, type RequestHeaders } from './authenticate.ts'
import { type Caller, callerFor, personOf } from './caller.ts'
import { callers } from './callers.ts'
import { identityErrors } from './errors.ts'
import { createIdempotency } from './idempotency.ts'
import { type Instance, readInstance } from './instance.ts'
import { LastUsed } from './last-used.ts'
import { answersPurpose } from './new-master-key.ts'
import { type Notify, notify } from './notify.ts'
import { permission } from './permission.ts'
import { prune } from './prune.ts'
import { Seal } from './seal.ts'
import type { IdentityTables } from './store.ts'
import { undoLog } from './undo-log.ts'

export interface IdentityOptions {
  storage: Storage
  config: Pick<Config, 'port' | 'publicUrl' | 'signUp'>
  clock: Clock
  /** The port in use, known only once the server listens where it was asked for 0. */
  port?: () => number
  /** The system in a workspace: it writes what a sign-up brings, and tells who joined. */
  systemContext: (workspaceId: string) => Context
}

/** The kernel's ports as this package fills them, and who calls. */
export interface Identity {
  permission: Permission
  approvals: ApprovalGate
  audit: Audit
  idempotency: Idempotency
  undoLog: UndoLog
  notify: Notify
  /** Answers `/api/auth/*`. Ask `signInLimiter` before a sign-in: every guess costs a hash. */
  handleAuth(request: Request): Promise<Response>
  signInLimiter: SignInLimiter
  instance(): Promise<Instance>
  /** What an invitation's token is worth now. */
  invitation(token: string): Promise<InvitationState>
  /** What the token of a link for a new password is worth now, and whose it is. */
  resetLink(token: string): Promise<ResetLinkState & { id?: string }>
  /**
   * A link's token for the person who signs in as this, for whoever has the machine itself; in the audit log of their workspace.
   * @throws identity.no_such_account
   */
  makeResetToken(email: string): Promise<{ token: string; expiresAt: string }>
  /** Calls back whenever somebody may have lost a right: whoever lets one go on asks again. @returns how to stop */
  onRightsChanged(listener: () => void): () => void
  /** @throws identity.approval_not_found */
  findApproval(ctx: Context, id: string): Promise<ApprovalRecord>
  /** Answers a pending approval, inside a write transaction; see `decideApproval`. */
  decideApproval(ctx: Context, id: string, answer: ApprovalAnswer): Promise<ApprovalRecord>
  authenticate(headers: RequestHeaders): Promise<Caller | undefined>
  /** A member for work that runs later on their behalf, with the role of this moment; nothing when they have left. */
  memberAs(personId: string, workspaceId: string): Promise<Pick<Caller, 'workspaceId' | 'person' | 'role' | 'actor'> | undefined>
  /** A person in the workspace they joined first. */
  personAs(personId: string): Promise<Caller | undefined>
  /** The same by the address they sign in with. */
  personWith(email: string): Promise<Caller | undefined>
  /** Origins whose pages may send unsafe requests with a session cookie. */
  origins(): string[]
  /** Drops remembered answers and ended sessions; to be run every hour. */
  prune(): Promise<void>
  /** Writes what waits to be written. */
  close(): Promise<void>
}

export function createIdentity({ storage, config, clock, port = () => config.port, systemContext }: IdentityOptions): Identity {
  const kysely: Kysely<IdentityTables> = storage.kysely
  const reader: Kysely<IdentityTables> = storage.root.kysely
  const auth = createAuth({ storage, config, clock, port, systemContext })
  const lastUsed = new LastUsed(kysely)
  const personAs = async (personId: string): Promise<Caller | undefined> => {
    const row = await callerFor(reader, personId)
    return row && { workspaceId: row.workspace_id, person: personOf(row), role: row.role, actor: `person:${personId}`, kind: 'session' }
  }
  return {
    permission,
    approvals,
    audit,
    idempotency: createIdempotency(new Seal(storage.vault.derive(answersPurpose)), clock.now().toISOString()),
    undoLog,
    notify,
    handleAuth: request => auth.handler(request),
    signInLimiter: createSignInLimiter(clock),
    instance: () => readInstance(reader, config.signUp),
    async invitation(token) {
      const found = config.signUp === 'closed' ? undefined : await invitationFor(reader, token, clock)
      if (!found) return { usable: false }
      const workspace = await reader.selectFrom('workspace').select('name').where('id', '=', found.workspace_id).executeTakeFirst()
      return { usable: true, ...(workspace ? { workspace: workspace.name } : {}), ...(found.email ? { email: found.email } : {}) }
    },
    async resetLink(token) {
      const person = await personOfResetToken(reader, token, clock.now())
      return person ? { usable: true, ...person } : { usable: false }
    },
    makeResetToken: email =>
      kysely.transaction().execute(async tx => {
        const person = await tx.selectFrom('user').select('id').where('email', '=', email.trim().toLowerCase()).executeTakeFirst()
        if (!person) throw identityErrors.no_such_account({ email })
        const now = clock.now()
        const member = await callerFor(tx, person.id)
        if (member)
          await tx
            .insertInto('audit')
            .values({
              workspace_id: member.workspace_id,
              id: newId(),
              at: now.toISOString(),
              actor: 'system',
              via: 'api',
              skill: 'account.reset-link',
              effect: 'write',
              target: person.id,
              fields: '[]',
              outcome: 'done',
              error: null,
            })
            .execute()
        return makeResetToken(tx, person.id, now)
      }),
    onRightsChanged: listener => callers.onForget(listener),
    findApproval,
    decideApproval,
    authenticate: createAuthenticate({
      kysely: reader,
      clock,
      lastUsed,
      verifyToken: createTokenVerifier(reader, issuerOf(config)),
      cookie: async () => {
        const { authCookies, secret } = await auth.$context
        return { name: authCookies.sessionToken.name, secret }
      },
      renew: async headers => {
        const cookie = headers.get('cookie') ?? ''
        const { headers: answer } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
        return answer.getSetCookie()
      },
      session: sessionLife,
    }),
    async memberAs(personId, workspaceId) {
      const row = await callerFor(reader, personId, workspaceId)
      return row && { workspaceId, person: personOf(row), role: row.role, actor: `person:${personId}` }
    },
    personAs,
    async personWith(email) {
      const found = await reader.selectFrom('user').select('id').where('email', '=', email.trim().toLowerCase()).executeTakeFirst()
      return found && personAs(found.id)
    },
    origins: () => originsOf(config, port()),
    prune: () => prune(kysely, clock),
    close: () => lastUsed.write(),
  }
}
