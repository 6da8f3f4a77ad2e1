import { checkStorable } from '@atom/kernel'
import type { HookCall } from '@atom/workflows'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'

const megabyte = 1024 * 1024
const bodyLimit = 10 * megabyte

/** `/hooks/{workspace}/{path}`: calls from outside that start automations. The body is kept as it came, for signatures. */
export function hooks(app: FastifyInstance, atom: Atom): void {
  void app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    scope.route<{ Params: { workspace: string; '*': string } }>({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: '/hooks/:workspace/*',
      bodyLimit,
      config: { open: true },
      handler: async (request, reply) => {
        const answer = await atom.workflows.intake(callOf(request))
        return send(reply, answer.status, answer.headers, answer.body)
      },
    })
  })
}

function callOf(request: FastifyRequest<{ Params: { workspace: string; '*': string } }>): HookCall {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  const body = readBody(raw, headers['content-type'] ?? '')
  checkStorable(body)
  return {
    workspaceId: request.params.workspace,
    path: request.params['*'].replace(/\/+$/, ''),
    method: request.method,
    headers,
    query: request.query as Record<string, unknown>,
    raw,
    body,
  }
}

/** JSON and forms as values, other text as text, the rest as base64. @throws server.bad_json */
function readBody(raw: Buffer, contentType: string): unknown {
  if (raw.length === 0) return null
  if (/[/+]json\b/i.test(contentType)) {
    try {
      return JSON.parse(raw.toString('utf8'))
    } catch {
      throw serverErrors.bad_json()
    }
  }
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return Object.fromEntries(new URLSearchParams(raw.toString('utf8')))
  return /^text\//i.test(contentType) || contentType === '' ? raw.toString('utf8') : { base64: raw.toString('base64'), contentType }
}

/** Headers a run may not set: they speak for the server. */
const ours = new Set(['set-cookie', 'connection', 'transfer-encoding', 'content-length', 'content-security-policy'])

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
