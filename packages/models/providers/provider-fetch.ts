import { type Config, kindOfHost, type OutboundHttp } from '@atom/kernel'
import { modelErrors } from '../errors.ts'
import type { Provider } from './provider.ts'

export interface Deadlines {
  /** Milliseconds until the answer begins. */
  firstByte: number
  /** Milliseconds of silence within an answer. */
  between: number
}

const between = 60_000
const firstByte = 30_000
/** A model on this machine or in its network is often loaded by the first question, which takes minutes. */
const firstByteNearby = 300_000

/** How long one model may take: as the operator says, else by where it runs. */
export function deadlinesOf({ baseUrl }: Pick<Provider, 'baseUrl'>, { modelWait }: Partial<Pick<Config, 'modelWait'>>): Deadlines {
  const nearby = baseUrl !== undefined && kindOfHost(new URL(baseUrl).hostname) === 'private'
  return { firstByte: modelWait ?? (nearby ? firstByteNearby : firstByte), between }
}

/** The client's own deadline is later, so that what a person reads names the model. */
const grace = 1_000

/** Bytes after which an answer is no answer; the longest real ones are far below. */
const mostBytes = 20 * 1024 * 1024

/** The guarded `fetch` with a deadline for the first byte and for every silence after it. */
export function providerFetch(fetch: OutboundHttp['fetch'], name: string, deadlines: Deadlines): typeof globalThis.fetch {
  return async (input, init) => {
    const stop = new AbortController()
    const signal = init?.signal ? AbortSignal.any([init.signal, stop.signal]) : stop.signal
    const silent = (milliseconds: number) => modelErrors.provider_silent({ name, seconds: milliseconds / 1000 })
    const first = setTimeout(() => stop.abort(silent(deadlines.firstByte)), deadlines.firstByte)
    let response: Response
    try {
      response = await fetch(input, { ...init, signal, timeout: deadlines.firstByte + grace })
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error
    } finally {
      clearTimeout(first)
    }
    if (!response.body) return response
    const body = watch(response.body, deadlines.between, () => silent(deadlines.between), name)
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers })
  }
}

function watch(body: ReadableStream<Uint8Array>, between: number, silent: () => Error, name: string): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let bytes = 0
  return new ReadableStream({
    async pull(controller) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(silent()), between)
      })
      try {
        const { done, value } = await Promise.race([reader.read(), late])
        if (done) return controller.close()
        bytes += value.byteLength
        if (bytes > mostBytes) throw modelErrors.bad_answer({ name })
        controller.enqueue(value)
      } catch (error) {
        controller.error(error)
        reader.cancel(error).catch(() => {})
      } finally {
        clearTimeout(timer)
      }
    },
    cancel: reason => reader.cancel(reason),
  })
}
