import type { Clock } from '@atom/kernel'
import { AttemptLimiter } from './attempt-limiter.ts'

export interface SignInLimiter {
  /** Counts an attempt, before the costly hash, so that attempts under way count too. @returns milliseconds to wait; 0 when it may go on */
  take(address: string, email: string): number
  /** It was the right password: does not count. */
  succeeded(address: string, email: string): void
}

/**
 * Wrong passwords: ten at once for one address and e-mail, forty for one address, fifty for one e-mail from everywhere, then slowly.
 * The first stops guessing, the second spraying, the third many machines; the right password gives its attempt back.
 */
export function createSignInLimiter(clock: Clock): SignInLimiter {
  const both = new AttemptLimiter({ burst: 10, refill: 30_000 }, clock)
  const byAddress = new AttemptLimiter({ burst: 40, refill: 5_000 }, clock)
  const byEmail = new AttemptLimiter({ burst: 50, refill: 10_000 }, clock)

  const counted = (address: string, email: string): [AttemptLimiter, string][] => {
    const name = email.trim().toLowerCase()
    return [[both, `${address} ${name}`], [byAddress, address], ...(name ? [[byEmail, name] satisfies [AttemptLimiter, string]] : [])]
  }

  return {
    take(address, email) {
      const limits = counted(address, email)
      const wait = Math.max(...limits.map(([limiter, key]) => limiter.wait(key)))
      if (wait === 0) for (const [limiter, key] of limits) limiter.take(key)
      return wait
    },
    succeeded(address, email) {
      for (const [limiter, key] of counted(address, email)) limiter.giveBack(key)
    },
  }
}
