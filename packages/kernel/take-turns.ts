import { setImmediate } from 'node:timers/promises'
import type { Context } from './context.ts'

/**
 * Lets everything else that waits have its turn; to be awaited now and then by work that goes through thousands of things. Awaiting the database is
 * not enough: SQLite answers at once, and no request, timer or hang-up is seen in between.
 * @throws what ended the work: its time is up, or its caller is gone
 */
export async function takeTurns(ctx: Pick<Context, 'signal'>): Promise<void> {
  await setImmediate()
  ctx.signal.throwIfAborted()
}
