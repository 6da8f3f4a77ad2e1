import type { Context } from '@atom/kernel'
import { afterCommit, runBatch } from '@atom/storage'
import type { CompiledGraph } from '../graph/plan.ts'
import { journal } from '../run/journal.ts'
import type { RunError } from '../run/run-error.ts'
import type { RunEnd } from '../run/runtime.ts'
import { startErrorRun } from '../run/start-error-run.ts'
import { finalStatuses, type RunStatus, type RunTable, store } from '../store.ts'
import type { EngineParts } from './parts.ts'
import { deadlineOf } from './wakes.ts'

/** A run has ended: from a worker's memory or from its row alone, the same follows from it, in the transaction that ends it. */
export class RunEnds {
  readonly #parts: Pick<EngineParts, 'deps' | 'watchers' | 'wakes' | 'gates' | 'admission' | 'steering' | 'intake'>

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Is there anything for `follow` to do? Most runs end without; those held back for them are let in right after. */
  hasSequel(run: RunTable, { graph }: CompiledGraph, status: RunStatus): boolean {
    return run.parent_wait !== null || status !== 'succeeded' || run.deadline !== null || graph.settings?.concurrency !== undefined
  }

  /** Ends a run that is in nobody's memory, in the caller's transaction. `run`: its row as it stands. @returns whether it did: not where it moved on */
  async fromRow(tx: Context, run: RunTable, { status, error }: Pick<RunEnd, 'status' | 'error'>): Promise<boolean> {
    const at = tx.clock.now().toISOString()
    const ended = await store
      .update(tx, 'run')
      .set({
        status,
        error: error ? JSON.stringify(error) : null,
        finished_at: at,
        owner: null,
        request: null,
        held: 0,
        // Who believes to have it writes nothing any more.
        epoch: run.epoch + 1,
      })
      .where('id', '=', run.id)
      .where('epoch', '=', run.epoch)
      .where('owner', run.owner === null ? 'is' : '=', run.owner)
      .where('status', 'not in', finalStatuses)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) return false
    await this.#close(tx, run.id, at)
    await this.follow(tx, run, { status, error, output: undefined })
    const { workspace_id: workspaceId, workflow_id: workflowId, id: runId } = run
    afterCommit(tx, () => this.#parts.watchers.changed({ type: 'run', workspaceId, workflowId, runId, status }))
    return true
  }

  /** What follows: for the run that waits for it, those it waited for, its turns, its error workflow, and the next of its workflow. */
  async follow(tx: Context, run: RunTable, end: RunEnd): Promise<void> {
    const { deps, wakes, gates, admission, steering, intake } = this.#parts
    if (run.deadline) await wakes.cancel(tx, deadlineOf(run.id))
    if (run.parent_wait) {
      const result = { runId: run.id, status: end.status, output: end.output ?? null, ...(end.error ? { error: end.error } : {}) }
      await steering.settle(tx, run.parent_wait, run.id, { status: 'done', result })
    }
    if (end.status !== 'succeeded') await this.#endChildren(tx, run.id)
    await gates.leave(tx, { runId: run.id })
    if (end.status === 'failed') {
      await startErrorRun({ engine: intake, plans: deps.plans }, tx, run, end.error)
      await this.#tellFailure(tx, run, end.error)
    }
    await admission.letIn(tx, run.workflow_id)
  }

  async #tellFailure(tx: Context, { id, workflow_id: workflow }: RunTable, error: RunError | undefined): Promise<void> {
    await tx.events.publish(tx, { name: 'run.failed', data: { id, workflow, ...(error ? { error } : {}) } })
  }

  /** Nothing of the run is under way or waited for any more. */
  async #close(tx: Context, runId: string, at: string): Promise<void> {
    await store
      .db(tx)
      .updateTable('step')
      .set({ status: 'cancelled', finished_at: at })
      .where('run_id', '=', runId)
      .where('status', 'in', ['running', 'waiting', 'retrying'])
      .execute()
    await runBatch(tx, [journal.dropWaitpoints(runId)])
  }

  /** Runs it waited for: nobody wants what they give any more. */
  async #endChildren(tx: Context, runId: string): Promise<void> {
    const children = await store
      .from(tx, 'run')
      .innerJoin('waitpoint', join => join.onRef('waitpoint.id', '=', 'run.id').onRef('waitpoint.workspace_id', '=', 'run.workspace_id'))
      .select('run.id')
      .where('waitpoint.run_id', '=', runId)
      .where('waitpoint.kind', '=', 'run')
      .where('run.parent_wait', '=', runId)
      .where('run.status', 'not in', finalStatuses)
      .execute()
    for (const { id } of children) await this.#parts.steering.request(tx, id, 'cancel')
  }
}
