import type { Context } from '@atom/kernel'
import type { Kysely } from 'kysely'

/** What a context's `store` holds. `root` is where work starts, `read` may only read, `write` is one transaction. */
export interface Handle {
  kind: 'root' | 'read' | 'write'
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  kysely: Kysely<any>
  /** Of a transaction: the same one, for those who may only read in it. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  reading?: Kysely<any>
  /** Told when the transaction is durable; runs in order. */
  afterCommit?: (() => void)[]
  /** Told when the transaction is over, durable or not, before those who wait for it to be durable. */
  whenOver?: (() => void)[]
  /** Number for the next savepoint. */
  depth?: number
  /** Ends with the part of this transaction that was begun last. */
  lastPart?: Promise<void> | undefined
}

export const handleOf = (ctx: Context): Handle => ctx.store as Handle

/** Calls `work` once what this transaction wrote is durable; at once when there is no transaction. */
export function afterCommit(ctx: Context, work: () => void): void {
  const { afterCommit: waiting } = handleOf(ctx)
  if (waiting) waiting.push(work)
  else work()
}

/** Calls `work` once this transaction is over, whether what it wrote is durable or was rolled back; at once when there is no transaction. */
export function whenOver(ctx: Context, work: () => void): void {
  const { whenOver: waiting } = handleOf(ctx)
  if (waiting) waiting.push(work)
  else work()
}
