import type { FastifyInstance } from 'fastify'
import type { Atom } from './atom.ts'
import { serverErrors } from './errors.ts'

const reasons: Record<string, string> = {
  EACCES: 'this user may not use that port',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'no such host',
}

/** Opens the port and lets work begin. @returns the port in use @throws server.port_in_use, server.cannot_listen */
export async function listen(app: FastifyInstance, atom: Atom): Promise<number> {
  const { host, port } = atom.config
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await atom.close()
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (code === 'EADDRINUSE') throw serverErrors.port_in_use({ port }, { cause })
    if (code in reasons || code.startsWith('E')) throw serverErrors.cannot_listen({ host, port, reason: reasons[code] ?? code }, { cause })
    throw cause
  }
  const address = app.server.address()
  const inUse = typeof address === 'object' && address ? address.port : port
  atom.started(inUse)
  return inUse
}
