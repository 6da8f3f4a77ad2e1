import type { Context } from '@atom/kernel'
import { type RunTable, store } from '../store.ts'
import type { HookOutcome } from '../triggers/webhook.ts'
import { unpack } from './load.ts'

/** How a run ended, read from its rows: what its last step gave, or why it failed. */
export async function outcomeOf(ctx: Context, run: RunTable): Promise<HookOutcome> {
  if (run.error !== null) return { status: run.status, error: JSON.parse(run.error) }
  const last = await store
    .db(ctx)
    .selectFrom('step')
    .select('output')
    .where('run_id', '=', run.id)
    .where('iteration', '=', '')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { status: run.status, output: (await unpack(ctx, run.id, last?.output ?? null)) ?? null }
}
