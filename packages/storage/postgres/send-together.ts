import type { Duplex } from 'node:stream'
import type { PoolClient } from 'pg'

const holding = new WeakSet<Duplex>()

/** What this connection is asked until the end of the turn leaves in one piece: a system call, and a wake-up of the server, cost more than a statement's own work here. */
export function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  if (holding.has(stream)) return
  holding.add(stream)
  stream.cork()
  process.nextTick(() => {
    holding.delete(stream)
    stream.uncork()
  })
}
