import { AtomError, type Context, newId } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import type { Plans } from '../graph/plans.ts'
import { store } from '../store.ts'
import type { LiveTrigger } from './triggers.ts'

interface Deps {
  engine: Engine
  plans: Plans
}

/**
 * Records something a trigger found by itself, and starts its run, in the caller's transaction. What has the same `sourceId` is there once,
 * whatever crashed or came twice, and started one run.
 * @throws workflow.* when the version cannot run
 */
export async function startByOwnEvent(
  { engine, plans }: Deps,
  tx: Context,
  { workflowId, version, personId, spec }: LiveTrigger,
  event: { name: string; data: Record<string, unknown>; sourceId: string },
): Promise<void> {
  // What cannot run leaves no event behind: it would be taken for one that has started its run.
  const graph = await plans.get(tx, workflowId, version)
  const id = newId()
  const inserted = await store
    .insert(tx, 'event_log', {
      id,
      name: event.name,
      data: JSON.stringify(event.data),
      source_id: `${workflowId}:${event.sourceId}`.slice(0, 600),
      at: tx.clock.now().toISOString(),
      kept: 1,
    })
    .onConflict(c => c.columns(['workspace_id', 'name', 'source_id']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return
  const runId = await engine.start(tx, graph, { workflowId, version, personId, trigger: spec.type, eventId: id })
  // Skipped by the workflow's own limit: nobody needs it for longer than other events.
  if (!runId) await store.update(tx, 'event_log').set({ kept: 0 }).where('id', '=', id).execute()
}

/** What is shown of why a trigger could not do its work, as JSON; nothing for what was not meant to be shown. */
export const triggerErrorOf = (error: unknown, at: string): string =>
  JSON.stringify(
    AtomError.is(error)
      ? { code: error.code, message: error.message, at }
      : { code: 'workflow.trigger_failed', message: 'Something unexpected went wrong.', at },
  )
