import type { Clock } from '@atom/kernel'
import { AttemptLimiter } from './attempt-limiter.ts'

export interface SignInAttempt {
  /** Milliseconds to wait; 0 when the attempt may go on. */
  wait: number
  /** It was the right password: does not count. */
  succeeded(): void
}

export interface SignInLimiter {
  /** Counts an attempt before the costly hash, so that attempts under way count too. */
  attempt(address: string, email: string): SignInAttempt
}

/**
 * Wrong passwords: ten at once for one address and e-mail, forty for one address, fifty for one e-mail from everywhere, then slowly.
 * The first stops guessing, the second spraying, the third many machines; the right password gives its attempt back.
 */
export function createSignInLimiter(clock: Clock): SignInLimiter {
  const both = new AttemptLimiter({ burst: 10, refill: 30_000 }, clock)
  const address = new AttemptLimiter({ burst: 40, refill: 5_000 }, clock)
  const email = new AttemptLimiter({ burst: 50, refill: 10_000 }, clock)

  return {
    attempt(from, who) {
      const name = who.trim().toLowerCase()
      const counted: [AttemptLimiter, string][] = [
        [both, `${from} ${name}`],
        [address, from],
        [email, name],
      ]
      const wait = Math.max(...counted.map(([limiter, key]) => limiter.wait(key)))
      if (wait > 0) return { wait, succeeded: () => {} }
      for (const [limiter, key] of counted) limiter.take(key)
      return {
        wait: 0,
        succeeded: () => {
          for (const [limiter, key] of counted) limiter.giveBack(key)
        },
      }
    },
  }
}
