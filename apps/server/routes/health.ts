import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'

/** `ready` only when a chat message would be answered: the database answers and the understanding is trained. */
export function health(app: FastifyInstance, atom: Atom): void {
  app.get('/health', async (_, reply) => {
    const ready = await atom.ready()
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'starting' })
  })
}
