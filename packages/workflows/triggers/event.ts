import type { EventBus } from '@atom/events'
import type { Engine } from '../engine.ts'
import { parseTemplate, type Template } from '../expressions/index.ts'
import type { Plans } from '../graph/plans.ts'
import { truth } from '../nodes/truth.ts'
import { store } from '../store.ts'
import { eventAsSeen } from './event-as-seen.ts'
import type { Triggers } from './triggers.ts'

interface Deps {
  events: EventBus
  engine: Engine
  plans: Plans
  triggers: Triggers
}

/**
 * Starts runs, and wakes those that wait, in the very transaction that records what happened: an event that is there has started what it
 * starts, and one that came twice is there once. A workflow is never started by what its own failed runs tell.
 */
export function startByEvents({ events, engine, plans, triggers }: Deps): void {
  events.onPublish('*', async (tx, event) => {
    const seen = eventAsSeen(event)
    let kept = false
    for (const trigger of await triggers.find(tx, 'event', event.name)) {
      if (trigger.spec.type !== 'event' || event.data.workflow === trigger.workflowId) continue
      if (trigger.spec.where !== undefined && !(await holds(trigger.spec.where, seen))) continue
      const graph = await plans.get(tx, trigger.workflowId, trigger.version)
      await engine.start(tx, graph, { ...trigger, trigger: 'event', eventId: event.id })
      kept = true
    }
    if (kept) await store.update(tx, 'event_log').set({ kept: 1 }).where('id', '=', event.id).execute()
    await engine.onEvent(tx, event, where => holds(where, seen))
  })
}

const conditions = new Map<string, Template>()

/** A condition that cannot be worked out for this event does not hold: what it names is simply not there. */
async function holds(where: string, event: Record<string, unknown>): Promise<boolean> {
  let template = conditions.get(where)
  if (!template) {
    if (conditions.size >= 1000) conditions.clear()
    template = parseTemplate(where)
    conditions.set(where, template)
  }
  try {
    return truth(await template.evaluate({ event, steps: {}, vars: {} }))
  } catch {
    return false
  }
}
