import { AtomError } from '@atom/kernel'
import { milliseconds } from '../graph/duration.ts'
import type { Retry } from '../graph/schema.ts'

/**
 * Milliseconds until the next attempt; nothing when there is none. The thrower knows whether trying again can help;
 * the step says how often. `random` is from 0 to 1.
 */
export function nextAttemptIn(retry: Retry | undefined, attempt: number, error: unknown, random: number): number | undefined {
  const helps = AtomError.is(error) ? error.retry : 'policy'
  if (!retry || helps === 'never' || attempt >= retry.attempts) return undefined
  if (typeof helps === 'object') return helps.after
  const first = milliseconds(retry.delay ?? '1s') ?? 1000
  const longest = milliseconds(retry.max ?? '1h') ?? 3_600_000
  return Math.round(Math.min(first * (retry.factor ?? 2) ** (attempt - 1), longest) * (0.75 + random / 2))
}
