import type { Clock } from '@atom/kernel'

export interface Limit {
  /** Attempts at once. */
  burst: number
  /** Milliseconds until one more is allowed. */
  refill: number
}

/** Buckets at most; the oldest go first, so that made-up names cannot fill the memory. */
const most = 50_000

/** Counts attempts per name: a bucket of `burst`, filled again one by one. */
export class AttemptLimiter {
  readonly #limit: Limit
  readonly #clock: Clock
  readonly #buckets = new Map<string, { left: number; at: number }>()

  constructor(limit: Limit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  /** Milliseconds to wait before the next attempt; 0 when one is allowed now. */
  wait(name: string): number {
    const bucket = this.#now(name)
    return bucket.left >= 1 ? 0 : Math.ceil((1 - bucket.left) * this.#limit.refill)
  }

  take(name: string): void {
    this.#now(name).left -= 1
  }

  giveBack(name: string): void {
    const bucket = this.#now(name)
    bucket.left = Math.min(this.#limit.burst, bucket.left + 1)
  }

  #now(name: string) {
    const at = this.#clock.now().getTime()
    let bucket = this.#buckets.get(name)
    if (!bucket) {
      if (this.#buckets.size >= most) this.#buckets.delete(this.#buckets.keys().next().value as string)
      bucket = { left: this.#limit.burst, at }
      this.#buckets.set(name, bucket)
    }
    bucket.left = Math.min(this.#limit.burst, bucket.left + (at - bucket.at) / this.#limit.refill)
    bucket.at = at
    return bucket
  }
}
