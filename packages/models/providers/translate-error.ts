import { APICallError } from '@ai-sdk/provider'
import { AtomError, kindOfHost } from '@atom/kernel'
import { modelErrors } from '../errors.ts'
import type { Provider } from './provider.ts'

type Named = Pick<Provider, 'name' | 'model' | 'baseUrl'>

/** The first error of ours in the chain of causes: what really happened, before the SDK wrapped it. */
function ours(error: unknown, depth = 0): AtomError | undefined {
  if (depth > 5 || error === undefined || error === null) return undefined
  return AtomError.is(error) ? error : ours((error as { cause?: unknown }).cause, depth + 1)
}

/** Whether the caller stopped it; then it is no failure of the provider. */
export const isAbort = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && (error === signal.reason || !ours(error))

/** A sentence for what a provider did wrong. What it said is quoted only where it cannot hold the key. */
export function translateError(error: unknown, provider: Named): AtomError {
  const { name, model } = provider
  const own = ours(error)
  if (own) return forModels(own, provider)
  if (!APICallError.isInstance(error)) return modelErrors.bad_answer({ name }, { cause: error })
  const status = error.statusCode
  const said = sentence(error)
  if (status === undefined) return modelErrors.provider_unreachable({ name, reason: 'the connection failed' }, { cause: error })
  if (status === 401 || status === 403) return modelErrors.wrong_key({ name }, { cause: error })
  if (status === 404) return modelErrors.no_such_model({ name, model }, { cause: error })
  if (status === 429) return modelErrors.rate_limited({ name }, { cause: error, ...retryAfter(error) })
  if (status >= 500) return modelErrors.provider_failed({ name, status }, { cause: error })
  if (status >= 400) {
    const long = /context (length|window)|maximum context|too many tokens|prompt is too long|input token count/i.test(said)
    if (long || status === 413) return modelErrors.context_too_long({ name }, { cause: error })
    return modelErrors.request_refused({ name, reason: said || `it answered ${status}.` }, { cause: error })
  }
  const broken = error.cause instanceof TypeError
  return broken
    ? modelErrors.provider_unreachable({ name, reason: 'it broke the connection' }, { cause: error })
    : modelErrors.bad_answer({ name }, { cause: error })
}

/** What the way out says to all, said to somebody who set up a model. */
function forModels(error: AtomError, { name, baseUrl }: Named): AtomError {
  if (error.code === 'kernel.outside_timed_out')
    return modelErrors.provider_silent({ name, seconds: error.details.seconds as number }, { cause: error })
  const url = baseUrl === undefined ? undefined : new URL(baseUrl)
  const refused = error.code === 'kernel.egress_refused' ? error.details.host : undefined
  // A redirect to somewhere else keeps its own words.
  if (!url || (refused !== url.host && refused !== url.hostname)) return error
  const kind = kindOfHost(url.hostname)
  const say = { public: modelErrors.name_leads_inside, private: modelErrors.private_address, closed: modelErrors.closed_address }[kind]
  return say({ host: url.host }, { cause: error })
}

/** What the other side said, as a whole sentence; empty where it said nothing. */
const sentence = (error: APICallError): string =>
  error.message
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .replace(/[^.!?…]$/, '$&.')

function retryAfter(error: APICallError): { retry?: { after: number } } {
  const seconds = Number(error.responseHeaders?.['retry-after'])
  return seconds > 0 && seconds < 3600 ? { retry: { after: seconds * 1000 } } : {}
}
