import type { Context } from '@atom/kernel'
import type { Answer } from '../nodes/node-type.ts'
import { type RunTable, store } from '../store.ts'
import { unpack } from './load.ts'

/** How a run stands that may give no answer of its own. */
export interface RunOutcome {
  status: RunTable['status']
  answer?: Answer
  output?: unknown
  error?: { code: string; message: string }
}

/** How a run ended, read from its rows: what its last step gave, or why it failed. */
export async function outcomeOf(ctx: Context, run: RunTable): Promise<RunOutcome> {
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
