import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'

/** `ready` only when a chat message would be answered: the database answers and takes writes, and the server is not stopping. */
export function health(app: FastifyInstance, atom: Atom): void {
  app.get('/health', async (_, reply) => {
    const status = atom.stopping ? 'stopping' : (await atom.ready()) ? 'ready' : 'unavailable'
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status })
  })
}
