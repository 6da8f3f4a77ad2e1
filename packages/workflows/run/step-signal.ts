import { workflowErrors } from '../errors.ts'
import { milliseconds } from '../graph/duration.ts'
import type { OpenStep } from './open-step.ts'

/** Gives the step a signal that ends when its time is up or the run's does. @returns the signal, and how to let go of both */
export function limit(step: OpenStep, run: AbortSignal): { signal: AbortSignal; release(): void } {
  const abort = new AbortController()
  step.signal = abort.signal
  const { timeout } = step.plan.node
  const timer = timeout
    ? setTimeout(() => abort.abort(workflowErrors.step_timed_out({ node: step.row.node, limit: timeout })), milliseconds(timeout) ?? 0)
    : undefined
  const all = () => abort.abort(run.reason)
  if (run.aborted) all()
  run.addEventListener('abort', all, { once: true })
  return {
    signal: abort.signal,
    release: () => {
      clearTimeout(timer)
      run.removeEventListener('abort', all)
    },
  }
}

/** A step that does not listen to its signal is left behind when the signal ends. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
