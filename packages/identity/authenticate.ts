import type { Clock } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { sessionToken } from './auth/session-cookie.ts'
import { type Caller, callerFor, members, type PersonRow, personOf } from './caller.ts'
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
  verifyToken: (token: string) => Promise<string | undefined>
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
    const now = clock.now().toISOString()
    const row = await members(kysely)
      .innerJoin('api_key', join =>
        join.onRef('api_key.workspace_id', '=', 'membership.workspace_id').onRef('api_key.person_id', '=', 'membership.person_id'),
      )
      .select(['api_key.id as key_id', 'api_key.expires_at as expires_at'])
      .where('api_key.hash', '=', hashOf(key))
      .where('api_key.revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row || (row.expires_at !== null && row.expires_at <= now)) return undefined
    if (workspace !== undefined && workspace !== row.workspace_id) throw identityErrors.no_such_workspace({ workspace })
    deps.lastUsed.note(row.workspace_id, row.key_id, now)
    return callerOf(row, `key:${row.key_id}`, 'key')
  }

  async function byToken(token: string, workspace: string | undefined): Promise<Caller | undefined> {
    const personId = await deps.verifyToken(token)
    return personId ? byPerson(personId, workspace, 'token') : undefined
  }

  async function bySession(cookies: string, headers: RequestHeaders, workspace: string | undefined): Promise<Caller | undefined> {
    const { name, secret } = await deps.cookie()
    const token = sessionToken(cookies, name, secret)
    if (!token) return undefined
    const session = await kysely.selectFrom('session').select(['userId', 'expiresAt']).where('token', '=', token).executeTakeFirst()
    if (!session) return undefined
    const left = (Date.parse(session.expiresAt) - clock.now().getTime()) / 1000
    if (left <= 0) return undefined
    const caller = await byPerson(session.userId, workspace, 'session')
    if (!caller || left > deps.session.expiresIn - deps.session.updateAge) return caller
    return { ...caller, setCookie: await deps.renew(headers) }
  }

  async function byPerson(personId: string, workspace: string | undefined, kind: 'session' | 'token'): Promise<Caller | undefined> {
    const row = await callerFor(kysely, personId, workspace)
    if (!row && workspace !== undefined) throw identityErrors.no_such_workspace({ workspace })
    return row && callerOf(row, `person:${personId}`, kind)
  }
}

const callerOf = (row: PersonRow, actor: string, kind: Caller['kind']): Caller => ({
  workspaceId: row.workspace_id,
  person: personOf(row),
  role: row.role,
  actor,
  kind,
})
