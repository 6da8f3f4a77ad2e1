import { type Context, newId } from '@atom/kernel'
import { runBatch } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { CompiledGraph } from '../graph/plan.ts'
import { journal } from '../run/journal.ts'
import { type NewRun, newRun } from '../run/start.ts'
import { store } from '../store.ts'

/** Runs that start each other by what they do, one after another. */
export const longestChain = 10

/** How many runs stand in a row behind what is done here: each was started by an event that the one before published. */
export async function chainOf(ctx: Context): Promise<number> {
  let length = 0
  for (let run = ctx.runId; run !== undefined && length <= longestChain; ) {
    const row = await store.from(ctx, 'run').select(['trigger', 'origin_run']).where('id', '=', run).executeTakeFirst()
    if (row?.trigger !== 'event' && row?.trigger !== 'workflow') break
    if (row.trigger === 'event') length++
    run = row.origin_run ?? undefined
  }
  return ctx.runId === undefined ? 0 : length + 1
}

/** Says what was not started, as a run that failed at once. Nothing is told of it, or it would go on from there. */
export async function refuseChain(tx: Context, graph: CompiledGraph, start: NewRun): Promise<void> {
  const error = workflowErrors.chain_too_long({ limit: longestChain })
  const run = newRun(tx, graph, start)
  Object.assign(run, {
    id: newId(),
    status: 'failed',
    error: JSON.stringify({ code: error.code, message: error.message }),
    started_at: run.created_at,
    finished_at: run.created_at,
    deadline: null,
  })
  await runBatch(tx, [journal.insertRun(run)])
}
