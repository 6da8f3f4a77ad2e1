import { AtomError } from '@atom/kernel'

/** `kernel.fault` is how a test has the database refuse. */
const ours = new Set(['storage.full', 'storage.busy', 'storage.unreachable', 'storage.database_unreachable', 'kernel.fault'])
/** PostgreSQL without a resource to spare (its disk, say), and two transactions in each other's way. */
const postgres = /^(53...|55006|40001|40P01)$/

/**
 * Did the database refuse for a reason that passes: a full disk, a restart, a broken connection? Then the same may be tried again, if it can
 * bear to have been done already: of a connection that broke during a commit nobody knows whether it was.
 */
export function isPassing(error: unknown): boolean {
  if (AtomError.is(error)) return ours.has(error.code)
  return error instanceof Error && postgres.test(String((error as { code?: unknown }).code))
}
