import type { StepResult } from '../nodes/node-type.ts'
import type { GateWait } from './gate.ts'
import type { OpenStep } from './open-step.ts'
import type { Pass } from './pass.ts'

/** What a type gives, or what rate limit and concurrency key say of a step that wants to begin. */
export type Result = StepResult | { wait: GateWait } | { admitted: true }

/** How a step that took its time came back. */
export type Arrival = { step: OpenStep; result: Result } | { step: OpenStep; error: unknown }

/** A node that may begin. */
export interface ReadyNode {
  pass: Pass
  index: number
}

/**
 * Where a run stands: nodes that may begin, steps under way, and what came back of them. Besides the outputs that something still names it is
 * all of a run that is in memory, and it can be made again from the journal.
 */
export class Frontier {
  /** Steps that have begun and not ended, waiting ones included. */
  readonly open = new Set<OpenStep>()
  #ready: ReadyNode[] = []
  /** Place of the next in `#ready`: taking from its front would move all others. */
  #at = 0
  #outside: OpenStep[] = []
  #arrivals: Arrival[] = []
  #working = 0
  #wake: (() => void) | undefined

  enqueue(pass: Pass, indexes: readonly number[]): void {
    for (const index of indexes) this.#ready.push({ pass, index })
  }

  /** In the order in which they became ready. */
  takeReady(): ReadyNode | undefined {
    const next = this.#ready[this.#at++]
    if (next) return next
    this.#ready = []
    this.#at = 0
    return undefined
  }

  get hasReady(): boolean {
    return this.#at < this.#ready.length
  }

  /** A step others can see: it begins after the next commit. */
  defer(step: OpenStep): void {
    this.#outside.push(step)
  }

  get hasDeferred(): boolean {
    return this.#outside.length > 0
  }

  takeDeferred(): OpenStep[] {
    return this.#outside.splice(0)
  }

  /** What has not begun is not begun: it will be when the run is taken up. */
  clear(): void {
    this.#ready = []
    this.#at = 0
    this.#outside = []
  }

  /** What comes of it is an arrival. */
  expect(step: OpenStep, working: Promise<Result>): void {
    this.#working++
    const arrive = (arrival: Arrival) => {
      this.#working--
      this.#arrivals.push(arrival)
      this.wake()
    }
    working.then(
      result => arrive({ step, result }),
      error => arrive({ step, error }),
    )
  }

  /** The run is not at rest while this is under way. It never rejects. */
  hold(pending: Promise<void> | undefined): void {
    if (!pending) return
    this.#working++
    void pending.finally(() => {
      this.#working--
      this.wake()
    })
  }

  get hasArrivals(): boolean {
    return this.#arrivals.length > 0
  }

  takeArrivals(): Arrival[] {
    return this.#arrivals.splice(0)
  }

  /** Something is under way that will arrive. */
  get isWorking(): boolean {
    return this.#working > 0
  }

  wake(): void {
    this.#wake?.()
  }

  /** Until something arrives or somebody wakes it; at once where something has arrived or nothing will. */
  async sleep(): Promise<void> {
    if (this.hasArrivals || !this.isWorking) return
    await new Promise<void>(resolve => {
      this.#wake = resolve
    })
    this.#wake = undefined
  }
}
