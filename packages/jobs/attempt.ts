import { type Context, faultPoint } from '@atom/kernel'
import { defaultAttempts, type JobError, type JobHandler, type RunningJob } from './dispatcher.ts'
import { begunTooOften, keptError, retryAfter } from './retry.ts'

/** How one attempt ended. `stopped`: its signal had ended, so its error says nothing about the work. */
export type Outcome =
  | { end: 'done' | 'stopped' }
  | { end: 'failed'; error: JobError }
  /** `after` in milliseconds. */
  | { end: 'again'; error: JobError; after: number }

/** Runs a handler once; never throws. */
export async function attemptJob(handler: JobHandler, ctx: Context, payload: Record<string, unknown>, job: RunningJob): Promise<Outcome> {
  const attempts = handler.attempts ?? defaultAttempts
  try {
    if (ctx.signal.aborted) return { end: 'stopped' }
    if (job.attempt > attempts) return { end: 'failed', error: begunTooOften }
    await faultPoint('jobs.taken')
    await handler.run(ctx, payload, job)
    await faultPoint('jobs.before-done')
    return { end: 'done' }
  } catch (error) {
    if (ctx.signal.aborted) return { end: 'stopped' }
    ctx.log.warn({ err: error, job: job.id, kind: handler.kind, attempt: job.attempt }, 'a job failed')
    const after = retryAfter(error, job.attempt, attempts)
    return after === undefined ? { end: 'failed', error: keptError(error) } : { end: 'again', error: keptError(error), after }
  }
}
