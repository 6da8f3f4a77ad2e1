import type { ApprovalGate, ApprovalRecord, Audit, Clock, Config, Context, Idempotency, Permission, UndoLog } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import type { Kysely } from 'kysely'
import { type ApprovalAnswer, approvals, decideApproval, findApproval } from './approvals.ts'
import { audit } from './audit.ts'
import { createAuth, issuerOf, originsOf, sessionLife } from './auth/auth.ts'
import { createSignInLimiter, type SignInLimiter } from './auth/sign-in-limiter.ts'
import { createTokenVerifier } from './auth/token-verifier.ts'
import { createAuthenticate, type RequestHeaders } from './authenticate.ts'
import { type Caller, callerFor, personOf } from './caller.ts'
import { createIdempotency } from './idempotency.ts'
import { type Instance, readInstance } from './instance.ts'
import { LastUsed } from './last-used.ts'
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
  /** @throws identity.approval_not_found */
  findApproval(ctx: Context, id: string): Promise<ApprovalRecord>
  /** Answers a pending approval, inside a write transaction; see `decideApproval`. */
  decideApproval(ctx: Context, id: string, answer: ApprovalAnswer): Promise<ApprovalRecord>
  authenticate(headers: RequestHeaders): Promise<Caller | undefined>
  /** A member for work that runs later on their behalf, with the role of this moment; nothing when they have left. */
  memberAs(personId: string, workspaceId: string): Promise<Pick<Caller, 'workspaceId' | 'person' | 'role' | 'actor'> | undefined>
  /** Origins whose pages may send unsafe requests with a session cookie. */
  origins(): string[]
  /** Drops remembered answers and ended sessions; to be run every hour. */
  prune(): Promise<void>
  /** Writes what waits to be written. */
  close(): Promise<void>
}

export function createIdentity({ storage, config, clock, port = () => config.port }: IdentityOptions): Identity {
  const kysely: Kysely<IdentityTables> = storage.kysely
  const reader: Kysely<IdentityTables> = storage.root.kysely
  const auth = createAuth({ storage, config, clock, port })
  const lastUsed = new LastUsed(kysely)
  return {
    permission,
    approvals,
    audit,
    idempotency: createIdempotency(new Seal(storage.vault.derive('idempotency')), clock.now().toISOString()),
    undoLog,
    notify,
    handleAuth: request => auth.handler(request),
    signInLimiter: createSignInLimiter(clock),
    instance: () => readInstance(reader, config.signUp),
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
    origins: () => originsOf(config, port()),
    prune: () => prune(kysely, clock),
    close: () => lastUsed.write(),
  }
}
