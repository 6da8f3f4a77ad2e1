import type { Context, Logger } from '@atom/kernel'
import type { EventBus } from './event-bus.ts'
import { eventsUnknown } from './events-after.ts'

export interface RelayOptions {
  bus: EventBus
  log: Logger
  contextFor(workspaceId: string): Context
  /** Milliseconds between looks; 500 unless told. */
  interval?: number
}

/** Transactions of other processes may end this much later than their events’ times say, and clocks differ. */
const overlap = 10_000

/**
 * Tells this process’s listeners of events that other processes wrote to the same database. It looks for them, because a notification from
 * within a transaction makes PostgreSQL commit one transaction at a time. Each event is told once; only workspaces with a listener are looked at.
 */
export class EventRelay {
  readonly #options: RelayOptions
  /** When each event was told, in that order, so that none is told twice. */
  readonly #told = new Map<string, { at: number; place: number }>()
  #places = 0
  /** Since when a workspace is listened to: what is older came by other ways. */
  readonly #since = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: RelayOptions) {
    this.#options = options
  }

  start(): void {
    this.#options.bus.onTell = event => this.#told.set(event.id, { at: Date.now(), place: this.#places++ })
    this.#next()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /**
   * May an event with a smaller id have become durable after another one, so that who heard of that one has not heard of it? For certain not where
   * this process told it first.
   */
  toldLate(id: string, after: string): boolean {
    const [one, other] = [this.#told.get(id), this.#told.get(after)]
    return one === undefined || other === undefined || one.place > other.place
  }

  #next(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#look()
        .catch(error => this.#options.log.warn({ err: error }, 'events of other processes could not be read'))
        .finally(() => this.#next())
    }, this.#options.interval ?? 500)
  }

  async #look(): Promise<void> {
    const now = Date.now()
    const { bus, contextFor } = this.#options
    const listened = bus.listened()
    for (const workspaceId of this.#since.keys()) if (!listened.includes(workspaceId)) this.#since.delete(workspaceId)
    for (const workspaceId of listened) {
      const since = this.#since.get(workspaceId) ?? now
      this.#since.set(workspaceId, since)
      const from = new Date(Math.max(since, now - overlap)).toISOString()
      const known = (id: string) => this.#told.has(id)
      // One that was told here while they were read is not told twice.
      for (const event of await eventsUnknown(contextFor(workspaceId), from, known)) if (!known(event.id)) bus.tell(event)
    }
    for (const [id, { at }] of this.#told) {
      if (at > now - 2 * overlap) break
      this.#told.delete(id)
    }
  }
}
