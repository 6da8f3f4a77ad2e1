import type { AtomEvent, EventBus } from '@atom/events'
import { AtomError, type Context, type EventKind, type Invoke, type UnitOfWork } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { asExpression, parseTemplate, type Template } from '../expressions/index.ts'
import type { Plans } from '../graph/plans.ts'
import { truth } from '../nodes/truth.ts'
import { store } from '../store.ts'
import { chainOf, longestChain, refuseChain } from './chain.ts'
import { eventAsSeen } from './event-as-seen.ts'
import { triggerErrorOf } from './own-event.ts'
import type { Triggers } from './triggers.ts'

interface Deps {
  unitOfWork: UnitOfWork
  events: EventBus
  engine: Engine
  plans: Plans
  triggers: Triggers
  invoke: Invoke
  kinds: readonly EventKind[]
}

/**
 * Starts runs, and wakes those that wait, in the very transaction that records what happened: an event that is there has started what it
 * starts, and one that came twice is there once. A workflow is never started by what its own failed runs tell, nor by the eleventh of a chain
 * of runs that start each other. What concerns one person starts that person's automations only.
 */
export function startByEvents({ unitOfWork, events, engine, plans, triggers, invoke, kinds }: Deps): void {
  const records = new Map(kinds.map(kind => [kind.name, kind.record]))

  /** The event with the record it is about, read when somebody first asks. */
  const withRecord = (tx: Context, event: AtomEvent): (() => Promise<AtomEvent>) => {
    let whole: Promise<AtomEvent> | undefined
    const read = async (): Promise<AtomEvent> => {
      const skill = records.get(event.name)
      if (skill === undefined) return event
      try {
        const outcome = await invoke(unitOfWork.reading(tx), skill, { id: event.data.id })
        return outcome.status === 'done' ? { ...event, data: { ...event.data, record: outcome.output } } : event
      } catch (error) {
        if (AtomError.is(error) && (error.status === 404 || error.status === 403)) return event
        throw error
      }
    }
    return () => {
      whole ??= read()
      return whole
    }
  }

  events.onPublish('*', async (tx, event) => {
    const { personId } = event.data
    const whole = withRecord(tx, event)
    const seen = async () => eventAsSeen(await whole())
    let kept = false
    let chain: number | undefined
    for (const trigger of await triggers.find(tx, 'event', event.name)) {
      if (trigger.spec.type !== 'event' || event.data.workflow === trigger.workflowId) continue
      if (typeof personId === 'string' && personId !== trigger.personId) continue
      if (trigger.spec.where !== undefined && !(await holds(trigger.spec.where, await seen()))) continue
      try {
        const graph = await plans.get(tx, trigger.workflowId, trigger.version)
        chain ??= await chainOf(tx)
        const start = { ...trigger, trigger: 'event', eventId: event.id, ...(tx.runId === undefined ? {} : { originRun: tx.runId }) }
        if (chain > longestChain) await refuseChain(tx, graph, start)
        else await engine.start(tx, graph, start)
        kept = true
      } catch (problem) {
        // An automation that cannot run any more, such as one that uses what was deleted, keeps nobody from their work.
        if (!AtomError.is(problem) || !problem.code.startsWith('workflow.')) throw problem
        tx.log.warn({ err: problem, workflowId: trigger.workflowId }, 'an automation could not be started by an event')
        await store
          .update(tx, 'workflow_trigger')
          .set({ error: triggerErrorOf(problem, event.at) })
          .where('workflow_id', '=', trigger.workflowId)
          .execute()
      }
    }
    if (kept)
      await store
        .update(tx, 'event_log')
        .set({ kept: 1, data: JSON.stringify((await whole()).data) })
        .where('id', '=', event.id)
        .execute()
    if (typeof personId !== 'string') await engine.onEvent(tx, event, async where => holds(where, await seen()), seen)
  })
}

const conditions = new Map<string, Template>()

/** A condition that cannot be worked out for this event does not hold: what it names is simply not there. */
async function holds(where: string, event: Record<string, unknown>): Promise<boolean> {
  let template = conditions.get(where)
  if (!template) {
    if (conditions.size >= 1000) conditions.clear()
    template = parseTemplate(asExpression(where))
    conditions.set(where, template)
  }
  try {
    return truth(await template.evaluate({ event, steps: {}, vars: {} }))
  } catch {
    return false
  }
}
