import type { Context } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import type { Trigger } from '../graph/schema.ts'
import { store, type WorkflowTriggerTable } from '../store.ts'

/** A live trigger. */
export interface LiveTrigger {
  workflowId: string
  version: number
  personId: string
  spec: Trigger
}

/** Milliseconds after which a change in another process is seen. */
const lifetime = 1000

/**
 * What starts runs, looked up for every webhook and every event, so kept in memory for a moment: a change in this process is seen at
 * once, one in another process after a second.
 */
export class Triggers {
  readonly #known = new Map<string, { at: number; byKey: Map<string, LiveTrigger[]> }>()
  #version = 0

  /** Those of one kind about one thing: the path of a webhook, the name of an event. */
  async find(ctx: Context, type: Trigger['type'], subject: string): Promise<readonly LiveTrigger[]> {
    const known = this.#known.get(ctx.workspaceId)
    if (known && performance.now() - known.at < lifetime) return known.byKey.get(keyOf(type, subject)) ?? []
    const version = this.#version
    const rows = await store.from(ctx, 'workflow_trigger').selectAll().where('type', 'in', ['webhook', 'event']).execute()
    const byKey = new Map<string, LiveTrigger[]>()
    for (const row of rows) {
      const key = keyOf(row.type, row.subject)
      byKey.set(key, [...(byKey.get(key) ?? []), liveTrigger(row)])
    }
    if (version === this.#version) this.#known.set(ctx.workspaceId, { at: performance.now(), byKey })
    return byKey.get(keyOf(type, subject)) ?? []
  }

  /** Makes this the workflow's trigger, in the caller's transaction. */
  async set(tx: Context, trigger: LiveTrigger, nextAt: string | null): Promise<void> {
    await this.remove(tx, trigger.workflowId)
    await store
      .insert(tx, 'workflow_trigger', {
        workflow_id: trigger.workflowId,
        version: trigger.version,
        person_id: trigger.personId,
        type: trigger.spec.type,
        subject: subjectOf(trigger.spec),
        spec: JSON.stringify(trigger.spec),
        state: null,
        next_at: nextAt,
      })
      .execute()
  }

  async remove(tx: Context, workflowId: string): Promise<void> {
    await store.remove(tx, 'workflow_trigger').where('workflow_id', '=', workflowId).execute()
    this.#forget()
    afterCommit(tx, () => this.#forget())
  }

  #forget(): void {
    this.#known.clear()
    this.#version++
  }
}

export const liveTrigger = (row: WorkflowTriggerTable): LiveTrigger => ({
  workflowId: row.workflow_id,
  version: row.version,
  personId: row.person_id,
  spec: JSON.parse(row.spec) as Trigger,
})

const keyOf = (type: string, subject: string) => `${type}\n${subject}`

/** What a trigger is looked up by. */
export function subjectOf(trigger: Trigger): string {
  if (trigger.type === 'webhook') return trigger.path
  return trigger.type === 'event' ? trigger.name : ''
}
