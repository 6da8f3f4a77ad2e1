import type { Clock } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { sessionToken } from './auth/session-cookie.ts'
import type { TokenVerifier } from './auth/token-verifier.ts'
import { type Caller, callerFor, members, type PersonRow, personOf } from './caller.ts'
import { callers, type KnownCaller } from './callers.ts'
import { identityErrors } from './errors.ts'
import { keyPrefix } from './key-prefix.ts'
import type { LastUsed } from './last-used.ts'
import type { IdentityTables } from './store.ts'
import { hashOf } from './token.ts'

/** What authenticating needs of a request, whatever server carries it. */
export interface RequestHeaders {
  get(name: string): string | null
}

interface Deps {
  kysely: Kysely<IdentityTables>
  clock: Clock
  lastUsed: LastUsed
  verifyToken: TokenVerifier
  /** Name and secret of better-auth's session cookie. */
  cookie: () => Promise<{ name: string; secret: string }>
  /** Renews a session that is a day old. @returns its cookies */
  renew: (headers: RequestHeaders) => Promise<string[]>
  /** Seconds a session lasts, and the age at which it is renewed. */
  session: { expiresIn: number; updateAge: number }
}

/**
 * Who sent this request, or nobody: an API key (of one workspace), a token of `GET /api/auth/token`, or a session cookie.
 * `X-Atom-Workspace` chooses among a person's workspaces; without it it is the one joined first.
 * @throws identity.no_such_workspace for a workspace the caller does not belong to
 */
export function createAuthenticate(deps: Deps) {
  const { kysely, clock } = deps
  let cookie: { name: string; secret: string } | undefined

  return async (headers: RequestHeaders): Promise<Caller | undefined> => {
    const authorization = headers.get('authorization')
    const workspace = headers.get('x-atom-workspace') || undefined
    if (authorization) {
      const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
      if (!bearer) return undefined
      return bearer.startsWith(keyPrefix) ? byKey(bearer, workspace) : byToken(bearer, workspace)
    }
    const cookies = headers.get('cookie')
    return cookies ? bySession(cookies, headers, workspace) : undefined
  }

  async function byKey(key: string, workspace: string | undefined): Promise<Caller | undefined> {
    const hash = hashOf(key)
    const known = alive(await callers.get(`key ${hash}`, () => readKey(hash)))
    if (!known) return undefined
    const { workspaceId } = known.caller
    if (workspace !== undefined && workspace !== workspaceId) throw identityErrors.no_such_workspace({ workspace })
    deps.lastUsed.note(workspaceId, known.keyId as string, clock.now())
    return known.caller
  }

  async function byToken(token: string, workspace: string | undefined): Promise<Caller | undefined> {
    const known = await callers.get(`token ${workspace ?? ''} ${hashOf(token)}`, async () => {
      const verified = await deps.verifyToken(token)
      return verified && readPerson(verified.personId, workspace, 'token', verified.expiresAt)
    })
    return alive(known)?.caller
  }

  async function bySession(cookies: string, headers: RequestHeaders, workspace: string | undefined): Promise<Caller | undefined> {
    cookie ??= await deps.cookie()
    const token = sessionToken(cookies, cookie.name, cookie.secret)
    if (!token) return undefined
    const known = alive(await callers.get(`session ${workspace ?? ''} ${token}`, () => readSession(token, workspace)))
    if (!known) return undefined
    const left = (known.expiresAt - clock.now().getTime()) / 1000
    if (left > deps.session.expiresIn - deps.session.updateAge) return known.caller
    const setCookie = await deps.renew(headers)
    // Nobody loses a right by it. Told, streams would ask again, and one whose session is never renewed would for ever.
    callers.refresh()
    return { ...known.caller, setCookie }
  }

  function alive(known: KnownCaller | undefined): KnownCaller | undefined {
    return known && known.expiresAt > clock.now().getTime() ? known : undefined
  }

  async function readKey(hash: string): Promise<KnownCaller | undefined> {
    const row = await members(kysely)
      .innerJoin('api_key', join =>
        join.onRef('api_key.workspace_id', '=', 'membership.workspace_id').onRef('api_key.person_id', '=', 'membership.person_id'),
      )
      .select(['api_key.id as key_id', 'api_key.expires_at as expires_at'])
      .where('api_key.hash', '=', hash)
      .where('api_key.revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const expiresAt = row.expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(row.expires_at)
    return { caller: callerOf(row, `key:${row.key_id}`, 'key'), expiresAt, keyId: row.key_id }
  }

  async function readSession(token: string, workspace: string | undefined): Promise<KnownCaller | undefined> {
    const session = await kysely.selectFrom('session').select(['userId', 'expiresAt']).where('token', '=', token).executeTakeFirst()
    return session && readPerson(session.userId, workspace, 'session', Date.parse(session.expiresAt))
  }

  async function readPerson(personId: string, workspace: string | undefined, kind: 'session' | 'token', expiresAt: number) {
    const row = await callerFor(kysely, personId, workspace)
    if (!row && workspace !== undefined) throw identityErrors.no_such_workspace({ workspace })
    return row && { caller: callerOf(row, `person:${personId}`, kind), expiresAt }
  }
}

const callerOf = (row: PersonRow, actor: string, kind: Caller['kind']): Caller => ({
  workspaceId: row.workspace_id,
  person: personOf(row),
  role: row.role,
  actor,
  kind,
})
