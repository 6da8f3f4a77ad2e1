import type { FastifyRequest } from 'fastify'
import { answerUnreadable } from './unreadable.ts'

/** Milliseconds a request has to arrive as a whole; a large one has as much for each piece. */
const patience = 120_000

/** Ends a request that does not arrive. Uploads may take as long as they go on; Node itself knows one time for all. */
export function hurry({ raw, routeOptions }: FastifyRequest): void {
  if (raw.complete) return
  const { socket } = raw
  let seen = socket.bytesRead
  const look = () => {
    if (raw.complete) return stop()
    if (routeOptions.config.slowBody && socket.bytesRead > seen) {
      seen = socket.bytesRead
      return
    }
    stop()
    answerUnreadable(Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)
  }
  const timer = setInterval(look, patience).unref()
  const stop = () => clearInterval(timer)
  raw.once('end', stop)
  raw.once('close', stop)
}
