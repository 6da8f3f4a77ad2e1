import { type Context, type EventSink, faultPoint, type NewEvent, newId } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { store } from './store.ts'

/** One thing that happened, as it is kept. */
export interface AtomEvent {
  id: string
  workspaceId: string
  name: string
  data: Record<string, unknown>
  /** UTC ISO 8601. */
  at: string
}

/** Runs in the publisher's transaction: what it writes is kept with the event or not at all. */
export type InTransaction = (ctx: Context, event: AtomEvent) => Promise<void>
/** Hears of events that are durable. Must not throw. */
export type Listener = (event: AtomEvent) => void

/** Stores events and tells those who subscribed. Names match exactly, by prefix (`task.*`) or all (`*`). */
export class EventBus implements EventSink {
  readonly #inTransaction = new Map<string, InTransaction[]>()
  readonly #listeners = new Map<string, Set<Listener>>()

  /**
   * Writes the event in the caller's transaction. The same `sourceId` under the same name is kept once per workspace;
   * the second time nothing is written and nobody is told.
   */
  publish = async (ctx: Context, { name, data, sourceId }: NewEvent): Promise<void> => {
    const event: AtomEvent = { id: newId(), workspaceId: ctx.workspaceId, name, data, at: ctx.clock.now().toISOString() }
    const row = { id: event.id, name, data: JSON.stringify(data), source_id: sourceId ?? null, at: event.at, kept: 0 }
    const insert = store.insert(ctx, 'event_log', row)
    const result =
      sourceId === undefined
        ? await insert.executeTakeFirst()
        : await insert.onConflict(c => c.columns(['workspace_id', 'name', 'source_id']).doNothing()).executeTakeFirst()
    if (result.numInsertedOrUpdatedRows === 0n) return
    for (const subscriber of this.#matching(name)) await subscriber(ctx, event)
    await faultPoint('events.published')
    afterCommit(ctx, () => this.tell(event))
  }

  /** Tells this process’s listeners of an event that is durable. */
  tell(event: AtomEvent): void {
    this.onTell?.(event)
    for (const listener of this.#listeners.get(event.workspaceId) ?? []) listener(event)
  }

  /** Hears of every event that is told here, of whatever workspace. */
  onTell: Listener | undefined

  /** Workspaces with a listener. */
  listened(): string[] {
    return [...this.#listeners.keys()]
  }

  /** Subscribes for the life of the process; called inside the publisher's transaction, in the order of subscribing. */
  onPublish(name: string, subscriber: InTransaction): void {
    this.#inTransaction.set(name, [...(this.#inTransaction.get(name) ?? []), subscriber])
  }

  /** Hears every durable event of one workspace. @returns how to stop */
  listen(workspaceId: string, listener: Listener): () => void {
    const set = this.#listeners.get(workspaceId) ?? new Set()
    set.add(listener)
    this.#listeners.set(workspaceId, set)
    return () => {
      set.delete(listener)
      if (set.size === 0) this.#listeners.delete(workspaceId)
    }
  }

  #matching(name: string): InTransaction[] {
    const prefix = `${name.slice(0, name.indexOf('.'))}.*`
    return [name, prefix, '*'].flatMap(key => this.#inTransaction.get(key) ?? [])
  }
}

/** Writes an event in the caller's transaction; see `EventBus.publish`. */
export const publish = (ctx: Context, event: NewEvent): Promise<void> => ctx.events.publish(ctx, event)
