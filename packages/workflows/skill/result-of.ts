import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import { outcomeOf } from '../run/outcome.ts'
import type { RunTable } from '../store.ts'

/**
 * What a call gives whose run stands so: the body of its answer, else what its last step gave.
 * @throws workflow.skill_failed when it failed or was cancelled, with the run's id
 */
export async function resultOf(ctx: Context, run: RunTable, title: string) {
  const { id: runId, status } = run
  if (status === 'failed' || status === 'cancelled') {
    const { error } = await outcomeOf(ctx, run)
    const reason = error?.message ?? 'it was cancelled.'
    throw workflowErrors.skill_failed({ title, reason }, { details: { runId, ...(error ? { error } : {}) } })
  }
  if (status !== 'succeeded') return { runId, status }
  const output = run.answer === null ? (await outcomeOf(ctx, run)).output : (JSON.parse(run.answer) as { body: unknown }).body
  return { runId, status, output }
}
