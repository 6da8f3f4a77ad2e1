import { existsSync } from 'node:fs'
import { atLeast, type Caller, originsOf } from '@atom/identity'
import { type Context, checkStorable, invalidInput, type Via } from '@atom/kernel'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { z } from 'zod'
import type { Atom } from './atom.ts'
import { serverErrors } from './errors.ts'
import { hurry } from './http/hurry.ts'
import { checkOrigin, foreignOrigin } from './http/origins.ts'
import { pathOf } from './http/path-of.ts'
import { sendProblem } from './http/problem.ts'
import { answerUnreadable } from './http/unreadable.ts'
import { serveWebApp } from './http/web-app.ts'
import { routes } from './routes/index.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a caller. */
    open?: boolean
    /** Takes as long to arrive as it goes on arriving. */
    slowBody?: boolean
  }
  interface FastifyRequest {
    /** See `pathOf`; decided once. */
    path: string
    caller: Caller | undefined
    /** The caller's context; its signal ends when the caller hangs up. @throws server.unauthenticated */
    context(options?: { via?: Via; keepAfterHangUp?: boolean }): Context
    /** Is the caller, asked again now, still the same person in the same workspace, with no lower a role? */
    stillAllowed(): Promise<boolean>
    /** Of a call to an automation: another site whose page makes it. */
    foreignOrigin: string | undefined
    /** Stops waiting for a hang-up. */
    answered: (() => void) | undefined
  }
}

export interface AppOptions {
  /** Folder of the exported web app; without it only the API answers. */
  webFolder?: string
}

const bodyLimit = 1024 * 1024

/** The HTTP side of one ATOM. Handlers carry no rights of their own: whoever calls `request.context()` has a caller, or a 401 was answered. */
export async function createApp(atom: Atom, options: AppOptions = {}): Promise<FastifyInstance> {
  const { config, identity } = atom
  const headers = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    ...(config.publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  const app = Fastify({
    loggerInstance: atom.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: config.trustProxy ? 'loopback' : false,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    // See `hurry`: Node has one time for all.
    requestTimeout: 0,
    http: { headersTimeout: 60_000 },
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply.headers(headers)),
    clientErrorHandler: answerUnreadable,
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error instanceof z.ZodError ? invalidInput(error) : error, request, reply))
  app.removeContentTypeParser(['text/plain', 'application/json'])
  const parseJson = app.getDefaultJsonParser('error', 'error')
  // Many clients say JSON with every request, also where there is nothing to send.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else parseJson(request, body as string, done)
  })

  let origins: Set<string> | undefined
  const originsNow = () => {
    if (origins) return origins
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    origins = new Set(originsOf(config, port))
    return origins
  }

  app.decorateRequest('path', '')
  app.decorateRequest('caller', undefined)
  app.decorateRequest('foreignOrigin', undefined)
  app.decorateRequest('answered', undefined)
  app.decorateRequest('context', function context(this: FastifyRequest, { via = 'api', keepAfterHangUp = false } = {}) {
    if (!this.caller) throw serverErrors.unauthenticated()
    const signal = keepAfterHangUp ? new AbortController().signal : hangUp(this)
    return atom.contextFor(this.caller, { via, signal })
  })
  app.decorateRequest('stillAllowed', async function stillAllowed(this: FastifyRequest) {
    const now = await authenticate(this).catch(() => undefined)
    const { caller } = this
    return (
      caller !== undefined &&
      now?.workspaceId === caller.workspaceId &&
      now.person.id === caller.person.id &&
      atLeast(now.role, caller.role)
    )
  })
  const authenticate = (request: FastifyRequest) => identity.authenticate({ get: name => headerOf(request, name) })

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    request.path = pathOf(request)
    hurry(request)
    if (request.path.startsWith('/api/')) reply.header('cache-control', 'no-store')
    // Who may call an automation from another site is for the automation to say.
    if (request.path.startsWith('/hooks/')) request.foreignOrigin = foreignOrigin(request, originsNow())
    else checkOrigin(request, originsNow())
    if (atom.stopping && request.path !== '/health') throw serverErrors.stopping()
    if (isOpen(request)) return
    request.caller = await authenticate(request)
    if (request.caller?.setCookie) reply.header('set-cookie', request.caller.setCookie)
  })

  if (config.rateLimit > 0) {
    await app.register(rateLimit, {
      global: false,
      max: config.rateLimit,
      timeWindow: 60_000,
      cache: 10_000,
      // A person with several keys and sessions is one caller.
      keyGenerator: request => request.caller?.person.id ?? request.ip,
      // Webhooks are held back by what the engine can hold, not by how many come from one address.
      allowList: request => !ofApi(request) || request.path.startsWith('/hooks/'),
      errorResponseBuilder: (_, { ttl }) => serverErrors.too_many({ seconds: Math.ceil(ttl / 1000) }, { retry: { after: ttl } }),
    })
    // Before anybody is turned away: who tries made-up keys is counted by address.
    app.addHook('onRequest', app.rateLimit())
  }
  // Before the body is read: nobody sends ten megabytes to be told that they may not.
  app.addHook('onRequest', async request => {
    if (!isOpen(request) && !request.caller) throw serverErrors.unauthenticated()
  })
  app.addHook('preHandler', async request => {
    for (const given of [request.params, request.query, request.body]) if (!Buffer.isBuffer(given)) checkStorable(given)
  })
  // A connection that is kept open for the next request would hold up the stop.
  app.addHook('onSend', async (_, reply) => {
    if (atom.stopping) reply.header('connection', 'close')
  })
  app.addHook('onResponse', async request => request.answered?.())

  await app.register(async scope => routes(scope, atom))
  await pages(app, options)
  return app
}

/** First parts of the addresses programs use; whatever is below one of them is no page. */
const apiRoots = ['api', 'v1', 'hooks', 'webhooks', 'mcp', 'feeds', '.well-known']
/** Those of them that programs without an account of ours call. */
const openRoots = ['hooks', 'webhooks', 'feeds', '.well-known']
const rootOf = (request: FastifyRequest) => request.path.split('/', 2)[1] as string
const ofApi = (request: FastifyRequest) => apiRoots.includes(rootOf(request))

/** Pages are open, and so are the few addresses of the API that say so. */
const isOpen = (request: FastifyRequest) => request.routeOptions.config.open || !ofApi(request) || openRoots.includes(rootOf(request))

/** Everything that is not an API is a page. Unknown API addresses say so as problems, unknown pages as a page. */
async function pages(app: FastifyInstance, { webFolder }: AppOptions): Promise<void> {
  // Or they would be looked for among the files, which say otherwise than the API what is wrong with an address.
  for (const root of apiRoots) app.get(`/${root}/*`, (_, reply) => reply.callNotFound())
  const sendMissingPage = webFolder && existsSync(webFolder) ? await serveWebApp(app, webFolder) : undefined
  app.setNotFoundHandler(async (request, reply) => {
    if (ofApi(request) || request.method !== 'GET' || !sendMissingPage)
      throw serverErrors.no_route({ method: request.method, path: request.url.split('?')[0] })
    return sendMissingPage(reply)
  })
}

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(', ') : (value ?? null)
}

/** Ends when the caller hangs up before the answer. A connection carries many requests, so whoever listens to it leaves with the answer. */
function hangUp(request: FastifyRequest): AbortSignal {
  const abort = new AbortController()
  const { socket } = request.raw
  const gone = () => abort.abort()
  request.answered?.()
  request.answered = () => socket.off('close', gone)
  socket.once('close', gone)
  return abort.signal
}
