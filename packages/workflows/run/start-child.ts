import type { Context } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import type { Plans } from '../graph/plans.ts'
import { store } from '../store.ts'
import { liveVersion } from '../workflow-record.ts'

/** Automations that run each other. */
const deepest = 20

/** Starts the live version of a workflow for another run. @throws workflow.too_deep, workflow.not_published, workflow.skipped */
export async function startChildRun(
  { engine, plans }: { engine: Engine; plans: Plans },
  tx: Context,
  { workflow, input, parentRun, dry }: { workflow: string; input: Record<string, unknown>; parentRun: string | undefined; dry: boolean },
): Promise<string> {
  await checkDepth(tx, parentRun ?? tx.runId)
  const live = await liveVersion(tx, workflow)
  const runId = await engine.start(tx, await plans.get(tx, live.workflowId, live.version), {
    ...live,
    trigger: 'workflow',
    event: { ...input, input },
    dry,
    ...(parentRun === undefined ? {} : { parentRun }),
    ...(tx.runId === undefined ? {} : { originRun: tx.runId }),
  })
  if (!runId) throw workflowErrors.skipped()
  return runId
}

async function checkDepth(ctx: Context, from: string | undefined): Promise<void> {
  let run = from
  for (let depth = 0; run !== undefined; depth++) {
    if (depth >= deepest) throw workflowErrors.too_deep({ limit: deepest })
    const row = await store.from(ctx, 'run').select(['trigger', 'origin_run']).where('id', '=', run).executeTakeFirst()
    run = row?.trigger === 'workflow' ? (row.origin_run ?? undefined) : undefined
  }
}
