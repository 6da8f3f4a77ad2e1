import { type AtomEvent, eventsAfter, eventsBefore } from '@atom/events'
import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { openEventStream } from '../http/event-stream.ts'

/** Events kept for a reader who still catches up; with more of them they start again from what they have. */
const mostEarly = 10_000

/** `GET /api/stream`: the workspace's events as they become durable. `Last-Event-ID` brings what was missed. */
export function stream(app: FastifyInstance, atom: Atom): void {
  app.get('/api/stream', async (request, reply) => {
    const ctx = request.context()
    const lastId = request.headers['last-event-id'] as string | undefined
    const early: AtomEvent[] = []
    let caughtUp = false
    const stream = openEventStream(atom, request, reply, () => stop())
    const stop = atom.events.listen(ctx.workspaceId, event => {
      if (caughtUp) send(event)
      else if (early.push(event) > mostEarly) stream.end()
    })
    const send = (event: AtomEvent) => {
      // What concerns one person alone is not for the rest of the workspace.
      if (typeof event.data.personId === 'string' && event.data.personId !== ctx.person.id) return
      const { id, name, data, at } = event
      stream.send({ id, event: name, data: { id, name, data, at } })
    }
    try {
      const known = new Set<string>()
      const reading = atom.unitOfWork.reading(ctx)
      const bring = async (events: AtomEvent[]) => {
        for (const event of events) {
          known.add(event.id)
          send(event)
          await stream.drained()
          if (stream.ended) return
        }
      }
      const { toldLate } = atom
      if (lastId !== undefined && toldLate) await bring((await eventsBefore(reading, lastId)).filter(({ id }) => toldLate(id, lastId)))
      for (let last = lastId; last !== undefined && !stream.ended; ) {
        const missed: AtomEvent[] = await eventsAfter(reading, last)
        await bring(missed)
        last = missed.at(-1)?.id
      }
      for (const event of early) if (!known.has(event.id)) send(event)
      caughtUp = true
    } catch (error) {
      // The browser comes again with the last event it has.
      request.log.warn({ err: error }, 'an event stream could not catch up')
      stream.end()
    }
  })
}
