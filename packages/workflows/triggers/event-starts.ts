import type { AtomEvent } from '@atom/events'
import { AtomError, type Context } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import type { Plans } from '../graph/plans.ts'
import { store } from '../store.ts'
import { chainOf, longestChain, refuseChain } from './chain.ts'
import { triggerErrorOf } from './own-event.ts'
import type { LiveTrigger } from './triggers.ts'

export interface EventStartDeps {
  engine: Engine
  plans: Plans
}

/** Never what its own failed runs tell; and what concerns one person starts that person's automations only. */
export const concerns = ({ workflowId, personId }: LiveTrigger, { data }: AtomEvent): boolean =>
  data.workflow !== workflowId && (typeof data.personId !== 'string' || data.personId === personId)

/**
 * Starts the run of an automation by an event, in the caller's transaction, which acts for the run that published the event, if one did. The
 * eleventh of a chain of runs that start each other is refused. @returns whether there is a run now; where it cannot run, its trigger says why
 */
export async function startByEvent(
  { engine, plans }: EventStartDeps,
  tx: Context,
  trigger: LiveTrigger,
  event: AtomEvent,
): Promise<boolean> {
  try {
    const graph = await plans.get(tx, trigger.workflowId, trigger.version)
    const start = { ...trigger, trigger: 'event', eventId: event.id, ...(tx.runId === undefined ? {} : { originRun: tx.runId }) }
    if ((await chainOf(tx)) > longestChain) await refuseChain(tx, graph, start)
    else await engine.start(tx, graph, start)
    return true
  } catch (problem) {
    // An automation that cannot run any more, such as one that uses what was deleted, keeps nobody from their work.
    if (!AtomError.is(problem) || !problem.code.startsWith('workflow.')) throw problem
    tx.log.warn({ err: problem, workflowId: trigger.workflowId }, 'an automation could not be started by an event')
    await store
      .update(tx, 'workflow_trigger')
      .set({ error: triggerErrorOf(problem, event.at) })
      .where('workflow_id', '=', trigger.workflowId)
      .execute()
    return false
  }
}
