import { AtomError } from '../errors.ts'
import { type OutboundHttp, safeMethods } from './client.ts'

/** A client that remembers whether anything it sent may have changed something. */
export interface WatchedSending {
  http: OutboundHttp
  /** Whether it is certain, now that the work failed with `error`, that nothing was done outside. */
  nothingDone(error: unknown): boolean
  /** Whether everything sent that could change something was answered with an error (4xx, 5xx): nothing is without an answer. */
  allRefused(): boolean
}

/**
 * Watches what one piece of work sends. Safe methods change nothing; an unsafe one does unless the connection never came about or the
 * answer is a refusal (4xx). Work that never used the client went out by another way, if at all: there only the error can tell.
 */
export function watchSending(http: OutboundHttp): WatchedSending {
  let used = false
  let mayHaveActed = 0
  let failedThere = 0
  const watched = async <T extends { status: number }>(method: string | undefined, send: () => Promise<T>): Promise<T> => {
    used = true
    if (safeMethods.has((method ?? 'GET').toUpperCase())) return send()
    mayHaveActed++
    try {
      const answer = await send()
      if (answer.status >= 400 && answer.status <= 499) mayHaveActed--
      if (answer.status >= 500) failedThere++
      return answer
    } catch (error) {
      if (AtomError.is(error) && error.nothingDone) mayHaveActed--
      throw error
    }
  }
  return {
    http: {
      request: (url, init) => watched(init?.method, () => http.request(url, init)),
      fetch: (input, init) => watched(init?.method ?? (input instanceof Request ? input.method : undefined), () => http.fetch(input, init)),
    },
    allRefused: () => used && mayHaveActed === failedThere,
    nothingDone: error => mayHaveActed === 0 && (used || (AtomError.is(error) && error.nothingDone)),
  }
}
