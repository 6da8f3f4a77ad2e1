import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Atom } from '../atom.ts'
import { serverErrors } from '../errors.ts'

/** Milliseconds between signs of life; proxies close what is silent for a minute. Whether the caller may still listen is asked as often, and whenever rights changed. */
const beat = 25_000
/** Bytes kept for a reader who does not read: then the stream is cut, and who comes back catches up from what was read last. */
const mostUnread = 1024 * 1024
/** Streams one person listens to at once, with whatever sessions and keys: each costs memory, and a look at their rights whenever anybody's change. */
const mostStreams = 20

const readers = new WeakMap<ServerResponse, string>()

export interface SentEvent {
  id?: string
  event?: string
  data: object
}

export interface EventStream {
  readonly ended: boolean
  send(event: SentEvent): void
  /** Resolves when what was sent is on its way to the reader, or the stream has ended. */
  drained(): Promise<void>
  end(): void
}

/**
 * Answers with server-sent events (HTML standard, 9.2) until the reader leaves, may no longer listen, does not read, or `end` is called; then
 * `whenEnded` runs, once. The request must have a caller. @throws server.too_many_streams
 */
export function openEventStream(atom: Atom, request: FastifyRequest, reply: FastifyReply, whenEnded: () => void): EventStream {
  const { raw } = reply
  const reader = request.caller?.person.id ?? ''
  if ([...atom.streams].filter(stream => readers.get(stream) === reader).length >= mostStreams)
    throw serverErrors.too_many_streams({ most: mostStreams })
  reply.hijack()
  readers.set(raw, reader)
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  })
  const write = (text: string) => {
    if (raw.writableEnded || raw.destroyed) return
    raw.write(text)
    if (raw.writableLength > mostUnread) raw.destroy()
  }
  const end = () => {
    if (!raw.writableEnded) raw.end()
  }
  let stuck = false
  const ifAllowed = (go: () => void) => void request.stillAllowed().then(allowed => (allowed ? go() : end()))
  const stopHearing = atom.identity.onRightsChanged(() => ifAllowed(() => {}))
  const timer = setInterval(() => {
    // Nothing was read since the last beat: whoever waits for it to be read would wait for ever.
    if (stuck && raw.writableNeedDrain) return raw.destroy()
    stuck = raw.writableNeedDrain
    ifAllowed(() => write(': beat\n\n'))
  }, beat)
  atom.streams.add(raw)
  const left = new AbortController()
  raw.on('close', () => {
    clearInterval(timer)
    stopHearing()
    atom.streams.delete(raw)
    left.abort()
    whenEnded()
  })
  write('retry: 2000\n\n')
  return {
    get ended() {
      return raw.writableEnded || raw.destroyed
    },
    send({ id, event, data }) {
      write(`${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`)
    },
    async drained() {
      if (raw.writableNeedDrain && !raw.destroyed) await once(raw, 'drain', { signal: left.signal }).catch(() => {})
    },
    end,
  }
}
