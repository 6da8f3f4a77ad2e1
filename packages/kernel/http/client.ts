import { Agent, fetch as undiciFetch } from 'undici'
import { AtomError, kernelErrors } from '../errors.ts'
import type { Egress } from './egress.ts'

export interface OutboundRequest {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Milliseconds to the last byte of a buffered answer, or to the first of a streamed one. */
  timeout?: number
  signal?: AbortSignal
  /** Largest answer in bytes; 10 MiB unless told. */
  maxBytes?: number
}

export interface OutboundAnswer {
  status: number
  headers: Record<string, string>
  bytes: Uint8Array
}

/** The one way out. Every call is guarded, timed and typed. */
export interface OutboundHttp {
  /** @throws kernel.egress_refused, kernel.unreachable, kernel.outside_timed_out, kernel.answer_too_large */
  request(url: string, init?: OutboundRequest): Promise<OutboundAnswer>
  /** As `fetch`, for libraries that want one (the model providers). Guarded and timed to the first byte: 30 s, or `timeout` milliseconds. */
  fetch: (input: string | URL | Request, init?: RequestInit & { timeout?: number }) => Promise<Response>
}

export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const defaultTimeout = 30_000
const defaultMaxBytes = 10 * 1024 * 1024
const maxRedirects = 5
/** Whether a header carries what lets somebody in, by its name: `Authorization`, `X-Api-Key`, `Set-Cookie`, `PRIVATE-TOKEN`. */
export const isSecretHeader = (name: string): boolean => /authoriz|auth-|-auth\b|cookie|token|secret|passw|api-?key|signature/i.test(name)

/** Codes of a connection that never came about, so that nothing went over it. */
const beforeSending = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|(ERR_TLS|CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)_.*)$/

export function createOutboundHttp(guard: Egress): OutboundHttp {
  const agents = new Map<string, Agent>()
  const agentFor = (url: URL) => {
    let agent = agents.get(url.origin)
    if (!agent) {
      if (agents.size > 500) {
        // Each closes once what goes over it has ended; else its idle connections would stay for as long as the other side lets them.
        for (const old of agents.values()) void old.close().catch(() => {})
        agents.clear()
      }
      // How long the first byte may take is each call's own; undici would end all after five minutes.
      agent = new Agent({ connect: { lookup: guard.lookup(url), timeout: 10_000 }, connections: 64, headersTimeout: 0 })
      agents.set(url.origin, agent)
    }
    return agent
  }

  /** One hop. Redirects are followed by hand, so that each target passes the guard and credentials never cross an origin. */
  async function hop(url: URL, init: RequestInit, timeout: number): Promise<Response> {
    guard.checkUrl(url)
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), timeout)
    const signal = init.signal ? AbortSignal.any([init.signal, deadline.signal]) : deadline.signal
    try {
      return (await undiciFetch(url, { ...init, signal, redirect: 'manual', dispatcher: agentFor(url) } as Parameters<
        typeof undiciFetch
      >[1])) as unknown as Response
    } catch (cause) {
      throw translate(cause, url, deadline.signal.aborted, timeout, init.signal)
    } finally {
      clearTimeout(timer)
    }
  }

  async function follow(start: URL, init: RequestInit, timeout: number): Promise<Response> {
    let url = start
    let current = init
    for (let i = 0; ; i++) {
      const response = await hop(url, current, timeout).catch(cause => {
        throw i === 0 ? cause : afterRedirect(cause)
      })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || response.status === 304 || !location) return response
      if (i >= maxRedirects) throw kernelErrors.unreachable({ host: url.host, reason: 'it redirects without end' })
      await response.body?.cancel()
      const next = new URL(location, url)
      const headers = new Headers(current.headers)
      if (next.origin !== url.origin) for (const name of [...headers.keys()].filter(isSecretHeader)) headers.delete(name)
      const becomesGet = response.status === 303 || (response.status < 303 && current.method === 'POST')
      current = { ...current, headers, ...(becomesGet ? { method: 'GET', body: undefined } : {}) }
      url = next
    }
  }

  return {
    async request(address, init = {}) {
      const url = parseUrl(address)
      const timeout = init.timeout ?? defaultTimeout
      const started = Date.now()
      const response = await follow(
        url,
        { method: init.method ?? 'GET', headers: init.headers, body: init.body as RequestInit['body'], signal: init.signal },
        timeout,
      )
      const bytes = await readBody(response, url, init.maxBytes ?? defaultMaxBytes, timeout - (Date.now() - started), timeout)
      return { status: response.status, headers: Object.fromEntries(response.headers), bytes }
    },
    fetch: async (input, init) => {
      const url = parseUrl(input instanceof Request ? input.url : String(input))
      return follow(
        url,
        (input instanceof Request ? { method: input.method, headers: input.headers, body: input.body, ...init } : init) ?? {},
        init?.timeout ?? defaultTimeout,
      )
    },
  }
}

/** The first address has had the request, so it is no longer certain that nothing was done. */
const afterRedirect = (cause: unknown): unknown =>
  AtomError.is(cause) && cause.nothingDone
    ? new AtomError(cause.code, cause.status, cause.message, { cause, details: cause.details, retry: cause.retry })
    : cause

/** The same client for a reader: it sends nothing but safe methods. */
export function forReading(http: OutboundHttp, skill: string): OutboundHttp {
  const check = (method = 'GET') => {
    if (!safeMethods.has(method.toUpperCase())) throw kernelErrors.read_only({ skill, attempt: `send ${method}` })
  }
  return {
    request: async (url, init) => {
      check(init?.method)
      return http.request(url, init)
    },
    fetch: async (input, init) => {
      check(init?.method ?? (input instanceof Request ? input.method : undefined))
      return http.fetch(input, init)
    },
  }
}

function parseUrl(address: string): URL {
  try {
    return new URL(address)
  } catch {
    throw kernelErrors.egress_refused({ host: address.slice(0, 100), reason: 'it is not a web address' })
  }
}

async function readBody(response: Response, url: URL, maxBytes: number, left: number, timeout: number): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array()
  const reader = response.body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  let timedOut = false
  const timer = setTimeout(
    () => {
      timedOut = true
      void reader.cancel()
    },
    Math.max(left, 1),
  )
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (timedOut) throw kernelErrors.outside_timed_out({ host: url.host, seconds: timeout / 1000 })
      if (done) return Buffer.concat(parts)
      size += value.byteLength
      if (size > maxBytes) {
        await reader.cancel()
        throw kernelErrors.answer_too_large({ host: url.host, limit: `${Math.round(maxBytes / 1024)} KB` })
      }
      parts.push(value)
    }
  } catch (cause) {
    throw AtomError.is(cause) ? cause : translate(cause, url, timedOut, timeout)
  } finally {
    clearTimeout(timer)
  }
}

function translate(cause: unknown, url: URL, timedOut: boolean, timeout: number, callerSignal?: AbortSignal | null): unknown {
  const inner = (cause as { cause?: unknown })?.cause
  if (AtomError.is(inner)) return inner
  if (AtomError.is(cause)) return cause
  if (timedOut) return kernelErrors.outside_timed_out({ host: url.host, seconds: timeout / 1000 }, { cause })
  if (callerSignal?.aborted) return cause
  const code = (inner as { code?: string })?.code
  const nothingDone = code !== undefined && beforeSending.test(code)
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'no such host',
    EAI_AGAIN: 'no network or no DNS',
    ECONNRESET: 'it broke the connection',
    UND_ERR_CONNECT_TIMEOUT: 'it did not answer the connection',
    CERT_HAS_EXPIRED: 'its certificate has expired',
  }
  const reason = (code && reasons[code]) || code || 'the connection failed'
  return kernelErrors.unreachable({ host: url.host, reason }, { cause, nothingDone })
}
