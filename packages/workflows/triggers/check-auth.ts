import { createHmac, timingSafeEqual } from 'node:crypto'
import { workflowErrors } from '../errors.ts'
import type { Trigger } from '../graph/schema.ts'

type Auth = Extract<Trigger, { type: 'webhook' }>['auth']

/**
 * Checks who calls, in constant time.
 * @returns the header that carried the secret, which is not kept
 * @throws workflow.hook_unauthorised
 */
export function checkAuth(auth: Auth, call: { headers: Record<string, string>; raw: Buffer }): string | undefined {
  if (!auth) return undefined
  if (auth.type === 'token') {
    const header = auth.header?.toLowerCase()
    const given = header === undefined ? call.headers.authorization?.replace(/^Bearer\s+/i, '') : call.headers[header]
    if (!same(given, auth.secret)) throw workflowErrors.hook_unauthorised()
    return header ?? 'authorization'
  }
  const header = auth.header.toLowerCase()
  const expected = `${auth.prefix ?? ''}${createHmac(auth.algorithm ?? 'sha256', auth.secret)
    .update(call.raw)
    .digest(auth.encoding ?? 'hex')}`
  if (!same(call.headers[header], expected)) throw workflowErrors.hook_unauthorised()
  return header
}

function same(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
