import { type CallState, type Context, type Idempotency, kernelErrors } from '@atom/kernel'
import { type Kysely, sql } from 'kysely'
import type { Seal } from './seal.ts'
import { type IdempotencyTable, type IdentityTables, store } from './store.ts'

/** Milliseconds for which answers are kept; `prune` drops them. */
export const keptFor = 24 * 3_600_000
/** Milliseconds for which it is known that a call was interrupted, so that nobody makes it a second time unawares. */
export const interruptedFor = 30 * keptFor

const placeOf = (ctx: Pick<Context, 'workspaceId' | 'actor'>, key: string) => `${ctx.workspaceId}\n${ctx.actor}\n${key}`

type Row = Pick<IdempotencyTable, 'fingerprint' | 'answer' | 'created_at' | 'interrupted_at'>

/** Keys belong to a workspace and a caller. Answers are sealed: that of a new API key holds the key. `started` is when this process did (UTC ISO 8601). */
export const createIdempotency = (seal: Seal, started: string): Idempotency => {
  const opened = (ctx: Context, key: string, sealed: string): unknown => JSON.parse(seal.open(sealed, placeOf(ctx, key)))
  /** A claim from before this process began, still without an answer, is that of one that was killed. */
  const isInterrupted = (row: Row, alone = false) =>
    row.answer === null && (alone || row.interrupted_at !== null || row.created_at < started)

  return {
    async claim(ctx, key, fingerprint, { repeatable = false, alone = false, reopens = () => false } = {}) {
      const now = ctx.clock.now().toISOString()
      const claimed = await store
        .insert(ctx, 'idempotency', { actor: ctx.actor, key, fingerprint, answer: null, created_at: now, interrupted_at: null })
        .onConflict(c => c.columns(['workspace_id', 'actor', 'key']).doNothing())
        .executeTakeFirst()
      if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
      const row = await rowOf(ctx, key)
      if (!row) throw kernelErrors.idempotency_running()
      const answer = row.answer === null ? undefined : opened(ctx, key, row.answer)
      const taken = answer !== undefined && reopens(answer)
      if (!taken && row.fingerprint !== fingerprint) throw kernelErrors.idempotency_conflict()
      if (taken || (repeatable && isInterrupted(row, alone))) {
        await ofKey(ctx, key).set({ fingerprint, answer: null, created_at: now, interrupted_at: null }).execute()
        return undefined
      }
      if (isInterrupted(row, alone)) throw kernelErrors.interrupted()
      if (answer === undefined) throw kernelErrors.idempotency_running()
      return { answer }
    },

    async store(ctx, key, answer) {
      await ofKey(ctx, key)
        .set({ answer: seal.close(JSON.stringify(answer), placeOf(ctx, key)), interrupted_at: null })
        .execute()
    },

    async release(ctx, key) {
      await store.remove(ctx, 'idempotency').where('actor', '=', ctx.actor).where('key', '=', key).where('answer', 'is', null).execute()
    },

    async interrupt(ctx, key) {
      await ofKey(ctx, key).set({ interrupted_at: ctx.clock.now().toISOString() }).where('answer', 'is', null).execute()
    },

    async stateOf(ctx, key): Promise<CallState> {
      const row = await rowOf(ctx, key)
      if (!row) return { status: 'none' }
      if (row.answer !== null) return { status: 'done', answer: opened(ctx, key, row.answer) }
      return { status: isInterrupted(row) ? 'interrupted' : 'running' }
    },
  }
}

const ofKey = (ctx: Context, key: string) => store.update(ctx, 'idempotency').where('actor', '=', ctx.actor).where('key', '=', key)

const rowOf = (ctx: Context, key: string): Promise<Row | undefined> =>
  store
    .from(ctx, 'idempotency')
    .select(['fingerprint', 'answer', 'created_at', 'interrupted_at'])
    .where('actor', '=', ctx.actor)
    .where('key', '=', key)
    .executeTakeFirst()

/** Answers of one transaction. */
const chunk = 100

/** Seals every kept answer with another key; those that have it already, or that neither key opens, stay. May be called again after it was cut off. */
export async function resealAnswers(kysely: Kysely<IdentityTables>, from: Seal, to: Seal): Promise<void> {
  for (let after = ['', '', '']; ; ) {
    const rows = await kysely
      .selectFrom('idempotency')
      .select(['workspace_id', 'actor', 'key', 'answer'])
      .where('answer', 'is not', null)
      .where(sql<boolean>`(workspace_id, actor, key) > (${sql.join(after)})`)
      .orderBy('workspace_id')
      .orderBy('actor')
      .orderBy('key')
      .limit(chunk)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    after = [last.workspace_id, last.actor, last.key]
    await kysely.transaction().execute(async transaction => {
      for (const { workspace_id, actor, key, answer } of rows) {
        const place = placeOf({ workspaceId: workspace_id, actor }, key)
        const text = opens(to, answer, place) === undefined ? opens(from, answer, place) : undefined
        if (text === undefined) continue
        await transaction
          .updateTable('idempotency')
          .set({ answer: to.close(text, place) })
          .where('workspace_id', '=', workspace_id)
          .where('actor', '=', actor)
          .where('key', '=', key)
          .execute()
      }
    })
  }
}

function opens(seal: Seal, sealed: string | null, place: string): string | undefined {
  try {
    return sealed === null ? undefined : seal.open(sealed, place)
  } catch {
    return undefined
  }
}
