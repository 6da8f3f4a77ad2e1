import type { AtomError } from '@atom/kernel'
import { storageErrors } from '../errors.ts'

/** Of a connection that never came about or broke, and of a server that starts, stops or has no place left (PostgreSQL's classes 08, 53300 and 57P). */
const codes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|53300|57P0[1-5])$/
/** node-postgres gives these no code. */
const sentences =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/

/** The error of a database that does not answer, where that is what happened; whether a write was kept is not known then. */
export function unreachable(cause: unknown): AtomError | undefined {
  if (!(cause instanceof Error)) return undefined
  const { code } = cause as { code?: unknown }
  const lost = (typeof code === 'string' && codes.test(code)) || sentences.test(cause.message)
  return lost ? storageErrors.unreachable({}, { cause }) : undefined
}
