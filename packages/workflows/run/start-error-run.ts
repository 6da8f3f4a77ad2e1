import { AtomError, type Context } from '@atom/kernel'
import type { Intake } from '../engine/intake.ts'
import type { Plans } from '../graph/plans.ts'
import { type RunTable, store } from '../store.ts'
import { findWorkflow, liveVersion } from '../workflow-record.ts'
import { eventOf } from './event-of.ts'
import type { RunError } from './run-error.ts'

/** Runs that start each other are followed back so far. */
const furthest = 20

interface Deps {
  engine: Pick<Intake, 'start'>
  plans: Plans
}

/**
 * Starts the error workflow of a run that failed, in the transaction that ends it: `event` has run, workflow, error, node and event. Never for
 * trials, nor for a run that an error workflow started, itself or through others: they would call each other for ever. One that cannot be
 * started is told to the log; the run has failed all the same.
 */
export async function startErrorRun({ engine, plans }: Deps, tx: Context, run: RunTable, error: RunError | undefined): Promise<void> {
  if (run.dry === 1 || run.version < 0) return
  try {
    const { graph } = await plans.get(tx, run.workflow_id, run.version)
    const id = graph.settings?.errorWorkflow
    if (id === undefined || id === run.workflow_id || (await comesFromError(tx, run))) return
    if ((await findWorkflow(tx, id)).enabled === 0) return
    const live = await liveVersion(tx, id)
    const { name } = await store.from(tx, 'workflow').select('name').where('id', '=', run.workflow_id).executeTakeFirstOrThrow()
    const event = {
      run: { id: run.id, version: run.version, trigger: run.trigger, createdAt: run.created_at },
      workflow: { id: run.workflow_id, name },
      error: error ?? null,
      node: error?.node ?? null,
      event: await eventOf(tx, run),
    }
    await engine.start(tx, await plans.get(tx, id, live.version), { ...live, trigger: 'error', event, originRun: run.id })
  } catch (cause) {
    if (!AtomError.is(cause)) throw cause
    tx.log.warn({ err: cause, runId: run.id, workflow: run.workflow_id }, 'the error workflow could not be started')
  }
}

async function comesFromError(ctx: Context, { trigger, origin_run }: Pick<RunTable, 'trigger' | 'origin_run'>): Promise<boolean> {
  let at: Pick<RunTable, 'trigger' | 'origin_run'> | undefined = { trigger, origin_run }
  for (let steps = 0; at && steps < furthest; steps++) {
    if (at.trigger === 'error') return true
    if (at.origin_run === null) return false
    at = await store.from(ctx, 'run').select(['trigger', 'origin_run']).where('id', '=', at.origin_run).executeTakeFirst()
  }
  return at !== undefined
}
