import { fingerprint } from '@atom/kernel'

/** How often the same call may be made in one turn without anything new coming of it. */
const allowed = 2

interface Seen {
  times: number
  /** What came of it the last time, as one string. */
  result: string
}

/**
 * Notices a model that goes round in circles: a read that gives the same again though nothing was written since, or a write that is
 * asked for again as it was. To look again after a change is no circle.
 */
export class LoopGuard {
  readonly #reads = new Map<string, Seen>()
  readonly #writes = new Map<string, number>()
  tripped = false

  /** @returns whether this call may be made */
  admits(skill: string, input: unknown): boolean {
    const key = fingerprint(skill, input)
    if ((this.#reads.get(key)?.times ?? 0) >= allowed || (this.#writes.get(key) ?? 0) >= allowed) this.tripped = true
    return !this.tripped
  }

  /** A call has ended: what it gave, and whether it changed something. */
  saw(skill: string, input: unknown, result: unknown, changed: boolean): void {
    const key = fingerprint(skill, input)
    if (changed) {
      this.#writes.set(key, (this.#writes.get(key) ?? 0) + 1)
      this.#reads.clear()
      return
    }
    const now = JSON.stringify(result) ?? ''
    const before = this.#reads.get(key)
    this.#reads.set(key, { times: before?.result === now ? before.times + 1 : 1, result: now })
  }
}
