import { type Context, type Idempotency, kernelErrors } from '@atom/kernel'
import type { Seal } from './seal.ts'
import { store } from './store.ts'

/** Answers are kept so long; the job `identity.prune` drops them. */
export const keptFor = 24 * 3_600_000

const placeOf = (ctx: Context, key: string) => `${ctx.workspaceId}\n${ctx.actor}\n${key}`

/** Keys belong to a workspace and a caller. Answers are sealed: that of a new API key holds the key. `started` is when this process did (UTC ISO 8601). */
export const createIdempotency = (seal: Seal, started: string): Idempotency => ({
  async claim(ctx, key, fingerprint, { repeatable = false } = {}) {
    const claimed = await store
      .insert(ctx, 'idempotency', { actor: ctx.actor, key, fingerprint, answer: null, created_at: ctx.clock.now().toISOString() })
      .onConflict(c => c.columns(['workspace_id', 'actor', 'key']).doNothing())
      .executeTakeFirst()
    if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
    const row = await store
      .from(ctx, 'idempotency')
      .select(['fingerprint', 'answer'])
      .where('actor', '=', ctx.actor)
      .where('key', '=', key)
      .executeTakeFirst()
    if (row && row.fingerprint !== fingerprint) throw kernelErrors.idempotency_conflict()
    if (row?.answer === null && repeatable && (await takeOver(ctx, key, started))) return undefined
    if (!row || row.answer === null) throw kernelErrors.idempotency_running()
    return { answer: JSON.parse(seal.open(row.answer, placeOf(ctx, key))) }
  },

  async store(ctx, key, answer) {
    await store
      .update(ctx, 'idempotency')
      .set({ answer: seal.close(JSON.stringify(answer), placeOf(ctx, key)) })
      .where('actor', '=', ctx.actor)
      .where('key', '=', key)
      .execute()
  },

  async release(ctx, key) {
    await store.remove(ctx, 'idempotency').where('actor', '=', ctx.actor).where('key', '=', key).where('answer', 'is', null).execute()
  },
})

/** A claim from before this process began, still without an answer, is that of one that was killed. */
async function takeOver(ctx: Context, key: string, started: string): Promise<boolean> {
  const taken = await store
    .update(ctx, 'idempotency')
    .set({ created_at: ctx.clock.now().toISOString() })
    .where('actor', '=', ctx.actor)
    .where('key', '=', key)
    .where('answer', 'is', null)
    .where('created_at', '<', started)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}
