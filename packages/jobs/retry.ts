import { AtomError } from '@atom/kernel'
import type { JobError } from './dispatcher.ts'

const longestBackoff = 15 * 60_000

/** Milliseconds until the next attempt, as the error wishes; undefined when there is none. `attempt` is the one that failed, 1 for the first. */
export function retryAfter(error: unknown, attempt: number, attempts: number): number | undefined {
  const retry = AtomError.is(error) ? error.retry : 'policy'
  if (retry === 'never' || attempt >= attempts) return undefined
  if (typeof retry === 'object') return retry.after
  return Math.min(2 ** attempt * 500, longestBackoff) * (0.75 + Math.random() / 2)
}

/** What is kept of an error; what was not meant to be shown goes to the log only. */
export const keptError = (error: unknown): JobError =>
  AtomError.is(error) ? { code: error.code, message: error.message } : { code: null, message: 'Something unexpected went wrong.' }

/** A job which ends its process every time is counted when it is taken, and given up too. */
export const begunTooOften: JobError = { code: null, message: 'It was begun too often without coming to an end.' }
