const mostKeys = 10_000

/** Counts what went wrong by who did it, in a window of a minute; whoever did it too often is held back until it ends. In memory, bounded. */
export class Attempts {
  readonly #most: number
  readonly #counts = new Map<string, { count: number; until: number }>()

  constructor(most: number) {
    this.#most = most
  }

  /** Milliseconds this one is still held back; 0 when it is not. */
  heldBack(key: string): number {
    const found = this.#counts.get(key)
    if (!found || found.count < this.#most) return 0
    return Math.max(0, found.until - performance.now())
  }

  count(key: string): void {
    const now = performance.now()
    const found = this.#counts.get(key)
    if (found && found.until > now) {
      found.count++
      return
    }
    this.#counts.delete(key)
    this.#counts.set(key, { count: 1, until: now + 60_000 })
    if (this.#counts.size > mostKeys) this.#counts.delete(this.#counts.keys().next().value as string)
  }
}
