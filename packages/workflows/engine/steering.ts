import type { JobHandler } from '@atom/jobs'
import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import { runErrorOf } from '../run/run-error.ts'
import { deadlineAfter } from '../run/start.ts'
import { isFinal, type RunStatus, type RunTable, store } from '../store.ts'
import { answerGiven } from '../triggers/approval.ts'
import { mayHaveCome } from '../triggers/event-waits.ts'
import type { EngineParts } from './parts.ts'
import { deadlineOf } from './wakes.ts'

/** Of two things wanted of a run the stronger counts: one that is to end is not paused any more. */
const strength = { pause: 1, timeout: 2, cancel: 3 } as const

/** Milliseconds after which somebody looks again whether what came in time was what a run waits for. */
const untilDecided = 1000

/** What people and time want of runs, and what runs wait for, in the caller's transaction. All of it works on rows, whoever has the run. */
export class Steering {
  readonly #parts: Pick<EngineParts, 'deps' | 'wakes' | 'admission' | 'ends'>

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** @throws workflow.run_not_found */
  async find(ctx: Context, runId: string): Promise<RunTable> {
    const run = await store.from(ctx, 'run').selectAll().where('id', '=', runId).executeTakeFirst()
    if (!run) throw workflowErrors.run_not_found()
    return run
  }

  /**
   * Cancels or pauses a run. One that nobody works on ends or rests at once, from its row alone.
   * @throws workflow.run_not_found, workflow.run_settled
   */
  async request(tx: Context, runId: string, request: 'cancel' | 'pause' | 'timeout'): Promise<RunStatus> {
    const run = await this.find(tx, runId)
    if (isFinal(run.status)) throw workflowErrors.run_settled({ status: run.status })
    if (run.owner !== null) {
      if (run.request !== null && strength[run.request] >= strength[request]) return run.status
      await store
        .update(tx, 'run')
        .set({ request, poke: run.poke + 1 })
        .where('id', '=', runId)
        .execute()
      await this.#parts.wakes.now(tx, runId)
      return run.status
    }
    if (request === 'pause') {
      await store.update(tx, 'run').set({ status: 'paused' }).where('id', '=', runId).where('owner', 'is', null).execute()
      return 'paused'
    }
    const status = request === 'cancel' ? 'cancelled' : 'failed'
    await this.#parts.ends.fromRow(tx, run, {
      status,
      error: request === 'timeout' ? runErrorOf(workflowErrors.run_timed_out()) : undefined,
    })
    return status
  }

  /** A paused run goes on; one that was held back stands in line again. @throws workflow.run_not_found, workflow.run_not_paused */
  async resume(tx: Context, runId: string): Promise<void> {
    const run = await this.find(tx, runId)
    if (run.status !== 'paused' && run.request !== 'pause') throw workflowErrors.run_not_paused({ status: run.status })
    const paused = run.status === 'paused'
    await store
      .update(tx, 'run')
      .set({ request: null, poke: run.poke + 1, ...(paused ? { status: 'queued' } : {}) })
      .where('id', '=', runId)
      .execute()
    if (run.held === 1) await this.#parts.admission.letIn(tx, run.workflow_id)
    else await this.#parts.wakes.now(tx, runId)
  }

  /**
   * A failed or cancelled run goes on from the step that failed; what has ended stays. It has to be let in like a new one, and has the whole time
   * of a new one. @throws workflow.run_not_found, workflow.run_not_failed, workflow.skipped
   */
  async retry(tx: Context, runId: string): Promise<void> {
    const { deps, admission, wakes } = this.#parts
    const run = await this.find(tx, runId)
    if (run.status !== 'failed' && run.status !== 'cancelled') throw workflowErrors.run_not_failed({ status: run.status })
    const { settings } = (await deps.plans.get(tx, run.workflow_id, run.version)).graph
    const answer = await admission.ask(tx, run, settings?.concurrency)
    if (answer === 'skipped') throw workflowErrors.skipped()
    const deadline = deadlineAfter(tx.clock.now().toISOString(), settings)
    await store
      .update(tx, 'run')
      .set({
        status: 'queued',
        n: run.n + 1,
        held: answer === 'held' ? 1 : 0,
        error: null,
        finished_at: null,
        request: null,
        owner: null,
        poke: run.poke + 1,
        deadline,
      })
      .where('id', '=', runId)
      .execute()
    await wakes.atDeadline(tx, { id: runId, deadline })
    await wakes.now(tx, runId)
  }

  /** Something a run waits for came. @returns whether it was still waited for */
  async settle(tx: Context, runId: string, waitpointId: string, came: { status: 'done' | 'timeout'; result?: unknown }): Promise<boolean> {
    const changed = await store
      .update(tx, 'waitpoint')
      .set({ status: came.status, result: came.result === undefined ? null : JSON.stringify(came.result) })
      .where('run_id', '=', runId)
      .where('id', '=', waitpointId)
      .where('status', '=', 'pending')
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return false
    await this.#parts.wakes.cancel(tx, waitpointId)
    const run = await this.find(tx, runId)
    await store
      .update(tx, 'run')
      .set({ poke: run.poke + 1, ...(run.status === 'waiting' ? { status: 'queued' } : {}) })
      .where('id', '=', runId)
      .execute()
    await this.#parts.wakes.now(tx, runId)
    return true
  }

  /** The run waits for this approval from now on; somebody may have answered a moment before. */
  async lookAtApproval(
    tx: Context,
    { runId, waitpointId, approvalId }: { runId: string; waitpointId: string; approvalId: string },
  ): Promise<void> {
    const result = await answerGiven(tx, approvalId)
    if (result) await this.settle(tx, runId, waitpointId, { status: 'done', result })
  }

  /** The time has come at which somebody was to look. */
  get wake(): JobHandler {
    return {
      kind: 'workflow.wake',
      run: async (ctx, payload) => {
        const { runId, waitpointId } = payload as { runId: string; waitpointId: string }
        await this.#parts.deps.unitOfWork.writing(ctx, tx =>
          waitpointId === deadlineOf(runId) ? this.#timeIsUp(tx, runId) : this.#timeHasCome(tx, runId, waitpointId),
        )
      },
    }
  }

  async #timeHasCome(tx: Context, runId: string, waitpointId: string): Promise<void> {
    const wait = await store
      .from(tx, 'waitpoint')
      .select(['id', 'kind', 'subject', 'match', 'until'])
      .where('run_id', '=', runId)
      .where('id', '=', waitpointId)
      .executeTakeFirst()
    if (wait?.kind === 'event' && (await mayHaveCome(tx, wait))) {
      const until = new Date(tx.clock.now().getTime() + untilDecided).toISOString()
      await this.#parts.wakes.at(tx, { runId, waitpointId, until })
    } else if (wait)
      await this.settle(tx, runId, waitpointId, { status: ['time', 'retry', 'rate'].includes(wait.kind) ? 'done' : 'timeout' })
  }

  async #timeIsUp(tx: Context, runId: string): Promise<void> {
    const run = await store.from(tx, 'run').select(['id', 'status', 'deadline']).where('id', '=', runId).executeTakeFirst()
    if (!run || isFinal(run.status)) return
    // Tried again meanwhile, it has its time anew.
    if (run.deadline !== null && run.deadline > tx.clock.now().toISOString()) await this.#parts.wakes.atDeadline(tx, run)
    else await this.request(tx, runId, 'timeout')
  }
}
