import { type AtomEvent, eventsAfter } from '@atom/events'
import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'

/** Between signs of life; proxies close what is silent for a minute. Whether the caller may still listen is asked as often. */
const beat = 25_000

/** `GET /api/stream`: the workspace's events as they become durable. `Last-Event-ID` brings what was missed. */
export function stream(app: FastifyInstance, atom: Atom): void {
  app.get('/api/stream', async (request, reply) => {
    const ctx = request.context()
    const lastId = request.headers['last-event-id'] as string | undefined
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const send = (event: AtomEvent) => {
      // What concerns one person alone is not for the rest of the workspace.
      if (typeof event.data.personId === 'string' && event.data.personId !== ctx.person.id) return
      const { id, name, data, at } = event
      raw.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify({ id, name, data, at })}\n\n`)
    }
    const early: AtomEvent[] = []
    let caughtUp = false
    const stop = atom.events.listen(ctx.workspaceId, event => (caughtUp ? send(event) : early.push(event)))
    const timer = setInterval(() => {
      void request.stillAllowed().then(allowed => (allowed ? raw.write(': beat\n\n') : raw.end()))
    }, beat)
    const end = () => {
      stop()
      clearInterval(timer)
      atom.streams.delete(raw)
    }
    atom.streams.add(raw)
    raw.on('close', end)
    try {
      const known = new Set<string>()
      let last = lastId
      while (last !== undefined) {
        const missed: AtomEvent[] = await eventsAfter(atom.unitOfWork.reading(ctx), last)
        for (const event of missed) {
          known.add(event.id)
          send(event)
        }
        last = missed.at(-1)?.id
      }
      for (const event of early) if (!known.has(event.id)) send(event)
      caughtUp = true
    } catch (error) {
      // The browser comes again with the last event it has.
      request.log.warn({ err: error }, 'an event stream could not catch up')
      raw.end()
    }
  })
}
