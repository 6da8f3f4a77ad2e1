import type { FastifyRequest } from 'fastify'
import { serverErrors } from '../errors.ts'

/** The `Idempotency-Key` of a POST; other methods repeat safely without. @throws server.bad_idempotency_key */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  if (request.method !== 'POST') return undefined
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key.length < 1 || key.length > 255) throw serverErrors.bad_idempotency_key()
  return key
}
