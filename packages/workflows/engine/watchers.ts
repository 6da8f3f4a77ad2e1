import type { Measured, RunChange } from '../run/runtime.ts'

type Watcher = (change: RunChange) => void
type Meter = (what: Measured, milliseconds: number) => void

/** Those in this process who want to know at once what happens to runs. */
export class Watchers {
  readonly #watchers = new Set<Watcher>()
  readonly #meters = new Set<Meter>()

  /** Hears of runs and steps as they become durable. @returns how to stop */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Is told what was measured in this process. @returns how to stop */
  meter(meter: Meter): () => void {
    this.#meters.add(meter)
    return () => this.#meters.delete(meter)
  }

  changed(change: RunChange): void {
    for (const watcher of this.#watchers) watcher(change)
  }

  measured(what: Measured, milliseconds: number): void {
    for (const meter of this.#meters) meter(what, milliseconds)
  }
}
