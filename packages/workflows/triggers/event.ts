import type { AtomEvent, EventBus } from '@atom/events'
import { AtomError, type Context, type EventKind, type Invoke, type UnitOfWork } from '@atom/kernel'
import { store } from '../store.ts'
import { conditionOf } from './condition.ts'
import { decideLater } from './decide-events.ts'
import { eventAsSeen } from './event-as-seen.ts'
import { concerns, type EventStartDeps, startByEvent } from './event-starts.ts'
import { isDecidedAtOnce, waitsFor, wake } from './event-waits.ts'
import type { Triggers } from './triggers.ts'

interface Deps extends EventStartDeps {
  unitOfWork: UnitOfWork
  events: EventBus
  triggers: Triggers
  invoke: Invoke
  kinds: readonly EventKind[]
}

/**
 * Starts runs, and wakes those that wait, in the very transaction that records what happened: an event that is there has started what it
 * starts, and one that came twice is there once. Conditions that take their time are decided by a job of that transaction (`decide-events.ts`).
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
    const whole = withRecord(tx, event)
    const seen = async () => eventAsSeen(await whole())
    const undecided: string[] = []
    let kept = false
    for (const trigger of await triggers.find(tx, 'event', event.name)) {
      const { spec } = trigger
      if (spec.type !== 'event' || !concerns(trigger, event)) continue
      const condition = spec.where === undefined ? undefined : conditionOf(spec.where)
      if (condition && !condition.atOnce) undecided.push(trigger.workflowId)
      else if (!condition || (await condition.holds(await seen())))
        kept = (await startByEvent({ engine, plans }, tx, trigger, event)) || kept
    }
    let waits = false
    if (typeof event.data.personId !== 'string')
      for (const wait of await waitsFor(tx, event)) {
        if (!isDecidedAtOnce(wait)) waits = true
        else if (wait.match === null || (await conditionOf(wait.match).holds(await seen()))) await wake(tx, engine, wait, await seen())
      }
    if (undecided.length > 0 || waits) {
      kept = true
      await decideLater(tx, event, { workflows: undecided, waits })
    }
    if (kept)
      await store
        .update(tx, 'event_log')
        .set({ kept: 1, data: JSON.stringify((await whole()).data) })
        .where('id', '=', event.id)
        .execute()
  })
}
