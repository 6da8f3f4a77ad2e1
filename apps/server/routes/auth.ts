import type { Caller } from '@atom/identity'
import type { AuditEntry } from '@atom/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'

/** What of an account's life stands in the audit log, by better-auth's path. */
const audited: Record<string, string> = {
  'sign-in/email': 'account.sign-in',
  'sign-up/email': 'account.sign-up',
  'sign-out': 'account.sign-out',
  'change-password': 'account.change-password',
  'reset-password': 'account.reset-password',
  'revoke-session': 'account.end-session',
  'revoke-sessions': 'account.end-sessions',
  'revoke-other-sessions': 'account.end-sessions',
}

/** What a link carries. */
export const LinkToken = z.strictObject({ token: z.string().min(1).max(200) })

/** Hands `/api/auth/*` to better-auth as a web request. */
export function auth(app: FastifyInstance, atom: Atom): void {
  const { identity } = atom
  app.get('/api/instance', { config: { open: true } }, async () => identity.instance())
  // By POST, so that no token stands in a proxy's log.
  app.post('/api/invitations/check', { config: { open: true } }, async ({ body }) => identity.invitation(LinkToken.parse(body).token))
  app.post('/api/reset-links/check', { config: { open: true } }, async ({ body }) => {
    const { id: _, ...state } = await identity.resetLink(LinkToken.parse(body).token)
    return state
  })

  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { open: true },
    handler: async (request, reply) => {
      const path = pathIn(request)
      const caller = request.method === 'POST' ? await callerOf(atom, request, path) : undefined
      const attempt = request.method === 'POST' ? attemptIn(request, path, caller) : undefined
      const wait = attempt ? identity.signInLimiter.take(request.ip, attempt.account) : 0
      if (wait > 0) throw serverErrors.too_many({ seconds: Math.ceil(wait / 1000) }, { retry: { after: wait } })
      const response = await identity.handleAuth(webRequest(request, path, identity.origins()[0] as string))
      if (attempt && response.ok) identity.signInLimiter.succeeded(request.ip, attempt.account)
      const text = await response.text()
      if (request.method === 'POST' && audited[path]) {
        if (path === 'sign-in/email' && !response.ok && attempt) void recordAttempt(atom, attempt.account, text)
        else await record(atom, audited[path], response, text, caller)
      }
      return forward(response, text, reply)
    },
  })
}

/**
 * Which of better-auth's paths is meant: `sign-in/email`. What is counted and what is carried out are decided on this one reading, so an address
 * that a URL parser would read in another way (`sign-in\email`, `%2F`, `..`) is none.
 * @throws server.no_route
 */
function pathIn({ url, method }: FastifyRequest): string {
  const [path = ''] = url.split('?')
  const found = /^\/api\/auth\/([\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*)\/?$/.exec(path)
  if (!found) throw serverErrors.no_route({ method, path })
  return found[1] as string
}

/** Whose password a request tries: the account named where one signs in or up, within a session its owner's. Nothing where it brings none. */
function attemptIn({ body }: FastifyRequest, path: string, caller: Caller | undefined): { account: string } | undefined {
  const given = body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {}
  if (/^sign-(in|up)\//.test(path)) return { account: typeof given.email === 'string' ? given.email.slice(0, 320) : '' }
  return Object.keys(given).some(name => /password/i.test(name)) ? { account: caller?.person.email ?? '' } : undefined
}

/** Whose account it is about: the link's for a new password, else the session's. */
async function callerOf(atom: Atom, { headers, body }: FastifyRequest, path: string): Promise<Caller | undefined> {
  if (path !== 'reset-password') return callerWith(atom, headers.cookie)
  const { success, data } = z.object({ token: LinkToken.shape.token }).safeParse(body)
  const { id } = success ? await atom.identity.resetLink(data.token) : {}
  return id === undefined ? undefined : atom.identity.personAs(id)
}

const callerWith = async ({ identity }: Atom, cookie: string | undefined): Promise<Caller | undefined> =>
  cookie ? identity.authenticate({ get: name => (name === 'cookie' ? cookie : null) }) : undefined

/** Who did it is the owner of the session it came with; who signs in or up, of the one that begins. */
async function record(atom: Atom, skill: string, response: Response, text: string, before: Caller | undefined): Promise<void> {
  const begun = response.headers.getSetCookie().map(cookie => cookie.split(';')[0])
  const caller = /sign-(in|up)$/.test(skill) ? await callerWith(atom, begun.join('; ')) : before
  if (!caller) return
  await write(atom, caller, skill, response.ok ? { outcome: 'done' } : failedWith(text))
}

/**
 * A sign-in that did not succeed, for the workspace of the account that was tried: whoever tried is not known. Nobody waits for it, so that the
 * time of an answer does not tell which accounts there are.
 */
async function recordAttempt(atom: Atom, account: string, text: string): Promise<void> {
  try {
    const tried = await atom.identity.personWith(account)
    if (tried) await write(atom, { ...tried, actor: 'system' }, 'account.sign-in', failedWith(text))
  } catch (err) {
    atom.log.error({ err }, 'a failed sign-in could not be looked up for the audit log')
  }
}

const failedWith = (text: string) => ({ outcome: 'failed', error: `auth.${codeIn(text)}` }) as const

/** What better-auth did is done: an audit log that cannot be written may not hide its answer. */
async function write(atom: Atom, caller: Caller, skill: string, outcome: Pick<AuditEntry, 'outcome' | 'error'>): Promise<void> {
  const ctx = atom.contextFor(caller, { via: 'api', signal: new AbortController().signal })
  await atom.unitOfWork
    .writing(ctx, tx => atom.identity.audit.record(tx, { skill, effect: 'write', target: caller.person.id, fields: [], ...outcome }))
    .catch((err: unknown) => atom.log.error({ err, skill }, 'what became of an account could not be written to the audit log'))
}

/** better-auth's code of an error, `INVALID_PASSWORD`. */
function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: unknown }).code ?? 'refused').toLowerCase()
  } catch {
    return 'refused'
  }
}

/** Foreign origins were refused before. A program sends none, which better-auth would take for a browser that hides its own. */
function webRequest(request: FastifyRequest, path: string, origin: string): Request {
  const headers = new Headers({ origin })
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  const hasBody = request.method !== 'GET' && request.body !== undefined && request.body !== null
  const address = new URL(`/api/auth/${path}`, `${request.protocol}://${request.host}`)
  address.search = request.url.split('?').slice(1).join('?')
  return new Request(address, {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  })
}

async function forward(response: Response, text: string, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(text)
}
