import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'

/** Hands `/api/auth/*` to better-auth as a web request. */
export function auth(app: FastifyInstance, { identity }: Atom): void {
  app.get('/api/instance', { config: { open: true } }, async () => identity.instance())

  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { open: true },
    handler: async (request, reply) => {
      const guesses = request.method === 'POST' && /\/sign-(in|up)\//.test(request.url)
      const email = emailOf(request)
      const wait = guesses ? identity.signInLimiter.take(request.ip, email) : 0
      if (wait > 0) throw serverErrors.too_many({ seconds: Math.ceil(wait / 1000) }, { retry: { after: wait } })
      const response = await identity.handleAuth(webRequest(request, identity.origins()[0] as string))
      if (guesses && response.ok) identity.signInLimiter.succeeded(request.ip, email)
      return forward(response, reply)
    },
  })
}

const emailOf = (request: FastifyRequest): string => {
  const email = (request.body as { email?: unknown } | null)?.email
  return typeof email === 'string' ? email.slice(0, 320) : ''
}

/** Foreign origins were refused before. A program sends none, which better-auth would take for a browser that hides its own. */
function webRequest(request: FastifyRequest, origin: string): Request {
  const headers = new Headers({ origin })
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  const hasBody = request.method !== 'GET' && request.body !== undefined && request.body !== null
  return new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  })
}

async function forward(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(await response.text())
}
