import type { AtomEvent } from '@atom/events'
import type { JobHandler } from '@atom/jobs'
import { type Context, takeTurns, type UnitOfWork } from '@atom/kernel'
import { sql } from 'kysely'
import { workflowErrors } from '../errors.ts'
import { store } from '../store.ts'
import { conditionOf } from './condition.ts'
import { eventAsSeen } from './event-as-seen.ts'
import { concerns, type EventStartDeps, startByEvent } from './event-starts.ts'
import { isDecidedAtOnce, waitsFor, wake } from './event-waits.ts'
import { type LiveTrigger, liveTrigger } from './triggers.ts'

/** What is left to decide of an event. */
interface Undecided {
  eventId: string
  /** Automations that listen for it and whose condition was not asked. */
  workflows: string[]
  /** Whether runs wait for it whose condition was not asked. */
  waits: boolean
}

interface Deps extends EventStartDeps {
  unitOfWork: UnitOfWork
}

const kind = 'workflow.decide'

/** Has the rest decided once the event is durable, in its transaction: the event is there with this job, or neither is. */
export async function decideLater(tx: Context, { id, name, at }: AtomEvent, undecided: Omit<Undecided, 'eventId'>): Promise<void> {
  if (undecided.waits) await store.insert(tx, 'event_undecided', { name, event_id: id, at }).execute()
  const payload = { eventId: id, ...undecided, ...(tx.runId === undefined ? {} : { publishedBy: tx.runId }) }
  await tx.jobs.enqueue(tx, { kind, payload })
}

/**
 * Decides conditions that take their time, one after another, in no transaction; others have their turn in between. Each automation is started
 * in one transaction that looks whether it was before, so a job that comes twice, after a crash or from two workers, starts nothing again.
 */
export function decideEvents({ unitOfWork, engine, plans }: Deps): JobHandler {
  async function decide(ctx: Context, { eventId, workflows, waits }: Undecided): Promise<void> {
    const reading = unitOfWork.reading(ctx)
    const event = await eventOf(reading, eventId)
    if (!event) return unitOfWork.writing(ctx, tx => forget(tx, eventId))
    const seen = eventAsSeen(event)
    for (const id of workflows) {
      const trigger = await listening(reading, id, event)
      if (trigger?.spec.type !== 'event') continue
      if (trigger.spec.where !== undefined && !(await conditionOf(trigger.spec.where).holds(seen))) continue
      await unitOfWork.writing(ctx, tx => startOnce(tx, id, event))
      await takeTurns(ctx)
    }
    if (waits)
      for (const wait of await waitsFor(reading, event)) {
        if (wait.match === null || isDecidedAtOnce(wait) || !(await conditionOf(wait.match).holds(seen))) continue
        await unitOfWork.writing(ctx, tx => wake(tx, engine, wait, seen))
        await takeTurns(ctx)
      }
    await unitOfWork.writing(ctx, async tx => {
      await forget(tx, eventId)
      await letGoUnlessUsed(tx, eventId)
    })
  }

  async function startOnce(tx: Context, workflowId: string, event: AtomEvent): Promise<void> {
    // Whoever decides about the same event at the same time waits here, and finds the run.
    await store.update(tx, 'event_log').set({ kept: 1 }).where('id', '=', event.id).execute()
    const trigger = await listening(tx, workflowId, event)
    if (!trigger || (await startedBy(tx, event.id).where('workflow_id', '=', workflowId).executeTakeFirst())) return
    await startByEvent({ engine, plans }, tx, trigger, event)
  }

  return {
    kind,
    attempts: Number.MAX_SAFE_INTEGER,
    run: (ctx, { publishedBy, ...undecided }) =>
      decide(publishedBy === undefined ? ctx : { ...ctx, runId: String(publishedBy) }, undecided as unknown as Undecided)
        // Whatever it was, an event is never given up.
        .catch(cause => Promise.reject(workflowErrors.trigger_failed({}, { cause }))),
  }
}

async function eventOf(ctx: Context, id: string): Promise<AtomEvent | undefined> {
  const row = await store.from(ctx, 'event_log').select(['id', 'name', 'data', 'at']).where('id', '=', id).executeTakeFirst()
  return row && { ...row, workspaceId: ctx.workspaceId, data: JSON.parse(row.data) }
}

/** The automation's trigger as it is by now, if it still listens for such events. */
async function listening(ctx: Context, workflowId: string, event: AtomEvent): Promise<LiveTrigger | undefined> {
  const row = await store
    .from(ctx, 'workflow_trigger')
    .selectAll('workflow_trigger')
    .where('workflow_id', '=', workflowId)
    .where('type', '=', 'event')
    .where('subject', '=', event.name)
    .executeTakeFirst()
  const trigger = row && liveTrigger(row)
  return trigger && concerns(trigger, event) ? trigger : undefined
}

/** Runs that are about this event. */
const startedBy = (ctx: Context, eventId: string) =>
  store.from(ctx, 'run').select('id').where('event_id', '=', eventId).where(isIndexed).limit(1)

/** As the index run_event says it. */
const isIndexed = sql<boolean>`"trigger" <> 'webhook'`

/** Nothing is left to decide of it. */
async function forget(tx: Context, eventId: string): Promise<void> {
  await store.remove(tx, 'event_undecided').where('event_id', '=', eventId).execute()
}

/** It was kept for this job alone. */
async function letGoUnlessUsed(tx: Context, eventId: string): Promise<void> {
  if (await startedBy(tx, eventId).executeTakeFirst()) return
  await store.update(tx, 'event_log').set({ kept: 0 }).where('id', '=', eventId).execute()
}
