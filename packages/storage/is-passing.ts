import { AtomError } from '@atom/kernel'

/** `kernel.fault` is how a test has the database refuse. */
const ours = new Set(['storage.full', 'storage.busy', 'storage.database_unreachable', 'storage.unreachable', 'kernel.fault'])
/** PostgreSQL starting or stopping, without a connection or a resource to spare, or two transactions in each other's way. */
const postgres = /^(08...|53...|57P0[1-5]|55006|40001|40P01)$/
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
/** What pg says without a code. */
const lost =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i

/**
 * Did the database refuse for a reason that passes: a full disk, a restart, a broken connection? Then the same may be tried again, if it can
 * bear to have been done already: of a connection that broke during a commit nobody knows whether it was.
 */
export function isPassing(error: unknown): boolean {
  if (AtomError.is(error)) return ours.has(error.code)
  if (!(error instanceof Error)) return false
  const code = (error as { code?: string }).code
  return code === undefined ? lost.test(error.message) : postgres.test(code) || network.has(code) || lost.test(error.message)
}
