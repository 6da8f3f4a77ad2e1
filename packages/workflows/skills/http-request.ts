import { choice, defineSkill, isSecretHeader, means, type OutboundAnswer, type Retry, safeMethods } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'

type Json = z.core.util.JSONType

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const simple = z.union([z.string(), z.number(), z.boolean()])

const Input = z.object({
  method: choice(methods),
  url: z.string().min(1).max(8_000).describe('Beginning with https:// or http://.'),
  query: z
    .record(z.string(), z.union([simple, z.array(simple)]))
    .optional()
    .describe('Added to the URL; a list gives its name several times.'),
  headers: means(z.record(z.string(), z.string().max(16_000)), { kind: 'secret' }).optional(),
  body: z.json().optional().describe('Text is sent as it is, anything else as JSON, or as a form where Content-Type says so.'),
  timeoutMs: z.number().int().min(1).max(120_000).optional().describe('Milliseconds to the last byte; 30,000 unless told.'),
  accept: choice(['ok', 'any'])
    .optional()
    .describe('any: a status of 400 or more is an answer too; ok: it is a failure, tried again where that can help. ok unless told.'),
})

const Output = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.json().describe('JSON where the answer says it is, text where it is text, else base64; null when there is none.'),
  encoding: z.literal('base64').optional().describe('Present when the body is neither JSON nor text.'),
})

/** Written by the client itself; a caller's own would break the message. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const largestBody = 10 * 1024 * 1024
/** Methods whose repetition a service can only know by a key. */
const keyed: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])
/** Statuses below 500 after which trying again can help, and those above after which it cannot. */
const passing: ReadonlySet<number> = new Set([408, 425, 429])
const lasting: ReadonlySet<number> = new Set([501, 505])
/** Milliseconds that a Retry-After counts at most. */
const longestPause = 3_600_000
/** Characters of an answer that its error shows. */
const shownOfBody = 300

/**
 * One HTTP request by the kernel's client and through its guard. A status of 400 or more is an error unless `accept` is `any`. POST, PUT and
 * PATCH carry the key of the call as `Idempotency-Key`, the same at every attempt, unless the caller sends one.
 * @throws kernel.egress_refused, kernel.unreachable, kernel.outside_timed_out, kernel.answer_too_large (10 MiB), workflow.bad_request,
 * workflow.request_failed
 */
export const httpRequest = defineSkill({
  id: 'http.request',
  title: 'Send an HTTP request',
  description:
    'Calls any address on the internet and gives its status, headers and body. A status of 400 or more is an error unless accept is any. Use the skill of a service where there is one.',
  effect: ({ method }) => (safeMethods.has(method) ? 'read' : method === 'DELETE' ? 'destructive' : 'write'),
  reach: 'outside',
  idempotency: ({ headers }) => (Object.keys(headers ?? {}).some(name => name.toLowerCase() === 'idempotency-key') ? 'key' : 'none'),
  timeout: 125_000,
  input: Input,
  output: Output,
  examples: [{ say: 'send a request to https://status.example.com', input: { method: 'GET', url: 'https://status.example.com' } }],
  tell: ({ status }, { method, url }) => `${method} ${hostOf(url)} answered ${status}.`,
  async run(ctx, input) {
    const url = addressOf(input.url, input.query)
    const headers = headersOf(input.headers)
    const body = bodyOf(input.method, headers, input.body)
    if (ctx.idempotencyKey !== undefined && keyed.has(input.method) && !headers.has('idempotency-key'))
      headers.set('idempotency-key', ctx.idempotencyKey)
    const answer = await ctx.http.request(url.href, {
      method: input.method,
      headers: Object.fromEntries(headers),
      ...(body === undefined ? {} : { body }),
      ...(input.timeoutMs ? { timeout: input.timeoutMs } : {}),
      signal: ctx.signal,
    })
    const { status } = answer
    const given = read(answer)
    if (status >= 400 && input.accept !== 'any') {
      const said = given.encoding ? '' : startOf(given.body)
      throw workflowErrors.request_failed(
        { host: url.host, status, said: said && `: ${said}` },
        { retry: retryAfter(status, answer.headers['retry-after'], ctx.clock.now()) },
      )
    }
    return { status, headers: shown(answer.headers), ...given }
  },
})

/** Cut between words: half of an echoed secret would not be found and hidden. */
function startOf(body: Json): string {
  const text = (typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body)).trim()
  return text.length > shownOfBody ? `${text.slice(0, shownOfBody).replace(/[^\s"'<>]*$/, '')}…` : text
}

/** `after` is Retry-After: seconds, or a date. */
function retryAfter(status: number, after: string | undefined, now: Date): Retry {
  if (status < 500 ? !passing.has(status) : lasting.has(status)) return 'never'
  if (after === undefined || (status !== 429 && status !== 503)) return 'policy'
  const pause = /^\s*\d+\s*$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now.getTime()
  return Number.isNaN(pause) ? 'policy' : { after: Math.min(Math.max(pause, 0), longestPause) }
}

const bad = (problem: string) => workflowErrors.bad_request({ problem })

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the address'
}

function addressOf(text: string, query: z.output<typeof Input>['query'] = {}): URL {
  if (!URL.canParse(text)) throw bad('its address is none; it begins with https:// or http://')
  const url = new URL(text)
  if (url.username || url.password) throw bad('its address holds a password; send it in the header Authorization')
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) url.searchParams.append(name, String(one))
  return url
}

function headersOf(given: Record<string, string> = {}): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    if (ownHeaders.has(name.toLowerCase())) throw bad(`the header ${name} is written by ATOM`)
    try {
      headers.set(name, value)
    } catch {
      // Its value may be a secret, so it is not repeated.
      throw bad(`the header “${name.slice(0, 100)}” has a name or a value that cannot be sent`)
    }
  }
  return headers
}

function bodyOf(method: string, headers: Headers, body: Json | undefined): string | undefined {
  if (body === undefined) return undefined
  if (method === 'GET' || method === 'HEAD') throw bad(`a ${method} request has no body`)
  const type = headers.get('content-type')
  const text = textOf(body, type)
  if (!type && typeof body !== 'string') headers.set('content-type', 'application/json')
  if (Buffer.byteLength(text) > largestBody) throw bad('its body is larger than 10 MB')
  return text
}

function textOf(body: Json, type: string | null): string {
  if (typeof body === 'string') return body
  if (!type?.startsWith('application/x-www-form-urlencoded') || typeof body !== 'object' || body === null) return JSON.stringify(body)
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) form.append(name, String(one))
  return form.toString()
}

/** Cookies and the like of an answer would stay in the journal for everybody who may read the run. */
const shown = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecretHeader(name) ? '•••' : value]))

function read({ headers, bytes }: OutboundAnswer): { body: Json; encoding?: 'base64' } {
  if (bytes.length === 0) return { body: null }
  const type = headers['content-type'] ?? ''
  const text = decode(bytes, /charset="?([\w-]+)/i.exec(type)?.[1])
  if (text !== undefined && /^application\/(.+\+)?json\b/i.test(type)) {
    try {
      return { body: JSON.parse(text) }
    } catch {
      return { body: text }
    }
  }
  const isText = !type || /^text\/|^application\/(.+\+)?(xml|javascript|x-www-form-urlencoded|yaml|graphql)\b/i.test(type)
  return isText && text !== undefined ? { body: text } : { body: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
}

/** @returns undefined for what is no text */
function decode(bytes: Uint8Array, charset = 'utf-8'): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
