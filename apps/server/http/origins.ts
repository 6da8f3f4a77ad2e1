import type { FastifyRequest } from 'fastify'
import { serverErrors } from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

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
