import type { Context } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import type { Trigger } from '../graph/schema.ts'
import { store, type WorkflowTriggerTable } from '../store.ts'
import { type ScheduleState, scheduleState, timingOf } from './timing.ts'

/** A live trigger. */
export interface LiveTrigger {
  workflowId: string
  version: number
  personId: string
  spec: Trigger
}

/** What a trigger that goes live counts from. */
interface Going {
  /** UTC ISO 8601. */
  publishedAt: string
  /** The publisher's. */
  timeZone: string
}

/** Milliseconds after which a change in another process is seen. */
const lifetime = 1000

/**
 * What starts runs, looked up for every webhook and every event, so kept in memory for a moment: a change in this process is seen at
 * once, one in another process after a second. A version that was seen is what runs, with the person who published that one.
 */
export class Triggers {
  readonly #known = new Map<string, { at: number; byKey: Map<string, LiveTrigger[]> }>()
  /** Transactions that changed triggers: what they see is not true yet, and perhaps never. */
  readonly #changing = new WeakSet<object>()
  #version = 0

  /** Those of one kind about one thing: the path of a webhook, the name of an event. */
  async find(ctx: Context, type: Trigger['type'], subject: string): Promise<readonly LiveTrigger[]> {
    const changing = this.#changing.has(store.db(ctx))
    const known = changing ? undefined : this.#known.get(ctx.workspaceId)
    if (known && performance.now() - known.at < lifetime) return known.byKey.get(keyOf(type, subject)) ?? []
    const version = this.#version
    const at = performance.now()
    const rows = await store.from(ctx, 'workflow_trigger').selectAll('workflow_trigger').where('type', 'in', ['webhook', 'event']).execute()
    const byKey = new Map<string, LiveTrigger[]>()
    for (const row of rows) {
      const key = keyOf(row.type, row.subject)
      byKey.set(key, [...(byKey.get(key) ?? []), liveTrigger(row)])
    }
    if (version === this.#version && !changing) this.#known.set(ctx.workspaceId, { at, byKey })
    return byKey.get(keyOf(type, subject)) ?? []
  }

  /** Makes this the workflow's trigger, in the caller's transaction; what comes by the clock is due from now on. */
  async set(tx: Context, trigger: LiveTrigger, going: Going): Promise<void> {
    const owed = trigger.spec.type === 'schedule' ? await owedBy(tx, trigger.workflowId) : undefined
    await this.remove(tx, trigger.workflowId)
    const { state, nextAt } = beginOf(tx, trigger.spec, going)
    await store
      .insert(tx, 'workflow_trigger', {
        workflow_id: trigger.workflowId,
        version: trigger.version,
        person_id: trigger.personId,
        type: trigger.spec.type,
        subject: subjectOf(trigger.spec),
        spec: JSON.stringify(trigger.spec),
        state: state === undefined ? null : JSON.stringify(owed ? { ...state, owed } : state),
        next_at: nextAt ?? null,
        error: null,
      })
      .execute()
    const lookAt = owed ? tx.clock.now().toISOString() : nextAt
    if (lookAt !== undefined) await this.enqueue(tx, trigger, lookAt)
  }

  async remove(tx: Context, workflowId: string): Promise<void> {
    this.#changing.add(store.db(tx))
    await tx.jobs.cancel(tx, timerOf(workflowId))
    await store.remove(tx, 'workflow_trigger').where('workflow_id', '=', workflowId).execute()
    this.#forget()
    afterCommit(tx, () => this.#forget())
  }

  /** Sees to it that somebody looks at the trigger at that time. One job a workflow: this one takes the place of another that waits. */
  async enqueue(tx: Context, { workflowId, spec }: LiveTrigger, runAt: string): Promise<void> {
    await tx.jobs.enqueue(tx, { kind: `workflow.${spec.type}`, payload: { workflowId }, runAt, key: timerOf(workflowId) })
  }

  #forget(): void {
    this.#known.clear()
    this.#version++
  }
}

/** What the version before could not do, this one does. */
async function owedBy(tx: Context, workflowId: string): Promise<string[] | undefined> {
  const row = await store
    .from(tx, 'workflow_trigger')
    .select('state')
    .where('workflow_id', '=', workflowId)
    .where('type', '=', 'schedule')
    .executeTakeFirst()
  return row?.state ? (JSON.parse(row.state) as ScheduleState).owed : undefined
}

const timerOf = (workflowId: string) => `trigger:${workflowId}`

function beginOf(
  tx: Context,
  spec: Trigger,
  { publishedAt, timeZone }: Going,
): { state?: ScheduleState | object; nextAt?: string | undefined } {
  const now = tx.clock.now().toISOString()
  if (spec.type === 'poll') return { state: {}, nextAt: now }
  if (spec.type !== 'schedule') return {}
  const state = scheduleState(spec, publishedAt, timeZone)
  return { state, nextAt: timingOf(spec, state).next(now) }
}

export const liveTrigger = (row: WorkflowTriggerTable): LiveTrigger => ({
  workflowId: row.workflow_id,
  version: row.version,
  personId: row.person_id,
  spec: JSON.parse(row.spec) as Trigger,
})

const keyOf = (type: string, subject: string) => `${type}\n${subject}`

/** What a trigger is looked up by. */
function subjectOf(trigger: Trigger): string {
  if (trigger.type === 'webhook') return trigger.path
  return trigger.type === 'event' ? trigger.name : ''
}
