import { type HookCall, workflowErrors } from '@atom/workflows'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { hookBody } from '../http/hook-body.ts'
import { Incoming, small } from '../http/incoming.ts'

const megabyte = 1024 * 1024

type HookRequest = FastifyRequest<{ Params: { workspace: string; '*': string } }>

/** `/hooks/{workspace}/{path}`: calls from outside that start automations. The body is kept as it came, for signatures. */
export function hooks(app: FastifyInstance, atom: Atom): void {
  const incoming = new Incoming({ largest: 10 * megabyte, most: 64 * megabyte })
  void app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (request, _, done) => {
      const read = () => incoming.read(request.raw, done)
      if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= small) return read()
      // Nobody listens there, or not to this: then nothing is taken in.
      const hook = request as HookRequest
      atom.workflows.hooks
        .look(placeOf(hook))
        .then(found => allow(hook, found))
        .then(read, done)
    })
    scope.route<{ Params: { workspace: string; '*': string } }>({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: '/hooks/:workspace/*',
      config: { open: true },
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        if (request.headers.origin !== undefined) shareWith(request, reply, (await atom.workflows.hooks.look(placeOf(request))).origins)
        const answer = await atom.workflows.hooks.take(callOf(request))
        return send(reply, answer.status, answer.headers, answer.body)
      },
    })
    // Both only look: they start nothing.
    scope.route<{ Params: { workspace: string; '*': string } }>({
      method: ['HEAD', 'OPTIONS'],
      url: '/hooks/:workspace/*',
      config: { open: true },
      handler: async (request, reply) => {
        const { methods, origins } = await atom.workflows.hooks.look(placeOf(request))
        reply.header('allow', [...new Set([...methods, 'HEAD', 'OPTIONS'])].join(', '))
        if (request.method === 'OPTIONS' && shareWith(request, reply, origins)) {
          reply.header('access-control-allow-methods', methods.join(', '))
          const wanted = request.headers['access-control-request-headers']
          if (wanted !== undefined) reply.header('access-control-allow-headers', wanted)
          reply.header('access-control-max-age', '600')
        }
        return reply.code(request.method === 'HEAD' ? 200 : 204).send()
      },
    })
  })
}

const placeOf = (request: HookRequest) => ({
  workspaceId: request.params.workspace,
  path: request.params['*'].replace(/\/+$/, ''),
  address: request.ip,
  ...(request.foreignOrigin === undefined ? {} : { foreignOrigin: request.foreignOrigin }),
})

/** @throws workflow.hook_method */
function allow({ method }: HookRequest, { methods }: { methods: string[] }): void {
  if (!methods.includes(method)) throw workflowErrors.hook_method({ method })
}

function callOf(request: HookRequest): HookCall {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  return {
    ...placeOf(request),
    method: request.method,
    headers,
    query: request.query as Record<string, unknown>,
    raw,
    body: () => hookBody(raw, headers['content-type'] ?? ''),
  }
}

/** Lets pages of another site read the answer, where the trigger says so. @returns whether it does */
function shareWith({ headers: { origin } }: HookRequest, reply: FastifyReply, origins: string[]): boolean {
  const shared = origin !== undefined && (origins.includes('*') || origins.includes(origin))
  reply.header('vary', 'origin')
  if (shared) reply.header('access-control-allow-origin', origin)
  return shared
}

/** Headers a run may not set: they speak for the server. */
const ours = new Set([
  'set-cookie',
  'connection',
  'transfer-encoding',
  'content-length',
  'content-security-policy',
  'access-control-allow-origin',
  'access-control-allow-credentials',
])

function send(reply: FastifyReply, status: number, headers: Record<string, string>, body: unknown): FastifyReply {
  reply.code(status)
  for (const [name, value] of Object.entries(headers)) if (!ours.has(name.toLowerCase())) reply.header(name, value)
  if (status === 204 || status === 304) return reply.send()
  if (typeof body === 'string') {
    // What an automation answers is never a page of ours.
    if (!reply.hasHeader('content-type')) reply.type('text/plain; charset=utf-8')
    return reply.header('content-security-policy', "default-src 'none'; sandbox").send(body)
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body ?? null))
}
