import { fingerprint } from '@atom/kernel'

/** How often the same call with the same input may come in one turn. */
const allowed = 2

/** Notices a model that goes round in circles. */
export class LoopGuard {
  readonly #seen = new Map<string, number>()
  tripped = false

  /** @returns whether this call may be made */
  admits(skill: string, input: unknown): boolean {
    const key = fingerprint(skill, input)
    const times = (this.#seen.get(key) ?? 0) + 1
    this.#seen.set(key, times)
    if (times > allowed) this.tripped = true
    return !this.tripped
  }
}
