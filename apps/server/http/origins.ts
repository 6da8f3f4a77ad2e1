import type { FastifyRequest } from 'fastify'
import { serverErrors } from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Where our own pages may come from: this machine's names at the port in use, and ATOM_PUBLIC_URL. */
export function ownOrigins(port: number, publicUrl: string | undefined): Set<string> {
  const own = [`http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`]
  return new Set(publicUrl ? [...own, new URL(publicUrl).origin] : own)
}

/** A browser names the page's origin with every unsafe request; another site's is refused, whatever cookies came along. @throws server.foreign_origin */
export function checkOrigin(request: FastifyRequest, origins: Set<string>): void {
  if (safe.has(request.method)) return
  const { origin } = request.headers
  if (origin !== undefined ? !origins.has(origin) : request.headers['sec-fetch-site'] === 'cross-site') throw serverErrors.foreign_origin()
}
