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
  if (!safe.has(request.method) && foreignOrigin(request, origins) !== undefined) throw serverErrors.foreign_origin()
}

/** Another site whose page makes this request; `null` where the browser does not say which. */
export function foreignOrigin({ headers, method }: FastifyRequest, origins: Set<string>): string | undefined {
  const { origin } = headers
  if (origin !== undefined) return origins.has(origin) ? undefined : origin
  return headers['sec-fetch-site'] === 'cross-site' && !safe.has(method) ? 'null' : undefined
}
