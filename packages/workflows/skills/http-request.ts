import { choice, defineSkill, isSecretHeader, means, type OutboundAnswer, safeMethods } from '@atom/kernel'
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

/**
 * One HTTP request by the kernel's client and through its guard. Any status is an answer; only what gave none is an error.
 * @throws kernel.egress_refused, kernel.unreachable, kernel.outside_timed_out, kernel.answer_too_large (10 MiB), workflow.bad_request
 */
export const httpRequest = defineSkill({
  id: 'http.request',
  title: 'Send an HTTP request',
  description:
    'Calls any address on the internet and gives its status, headers and body; a status of 400 or more is an answer too. Use the skill of a service where there is one.',
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
    const answer = await ctx.http.request(url.href, {
      method: input.method,
      headers: Object.fromEntries(headers),
      ...(body === undefined ? {} : { body }),
      ...(input.timeoutMs ? { timeout: input.timeoutMs } : {}),
      signal: ctx.signal,
    })
    return { status: answer.status, headers: shown(answer.headers), ...read(answer) }
  },
})

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
