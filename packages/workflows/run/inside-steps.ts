import { type Context, faultPoint } from '@atom/kernel'
import { runBatch } from '@atom/storage'
import type { Result } from './frontier.ts'
import type { OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import { limit } from './step-signal.ts'

type Needs = Pick<Parts, 'runtime' | 'writer' | 'rows' | 'calls' | 'halt'>

/** Steps that work on ATOM's own data, in the very transaction that journals what comes of them. One of a run after another. */
export class InsideSteps {
  readonly #parts: Needs

  constructor(parts: Needs) {
    this.#parts = parts
  }

  /**
   * In one transaction: what led to the step, what it does, and that it did or waits; `step.journaled` says that it stands in the journal.
   * @throws what the work threw; then nothing of it was written
   */
  run(step: OpenStep, work: (part: Context) => Result | Promise<Result>): Promise<Result> {
    return this.#parts.writer.inTurn(() => this.#inTurn(step, work))
  }

  async #inTurn(step: OpenStep, work: (part: Context) => Result | Promise<Result>): Promise<Result> {
    const { runtime, writer, calls, halt } = this.#parts
    const { signal, release } = limit(step, halt.signal)
    const begun = step.row
    try {
      const ctx = { ...(await calls.actor()), signal }
      return await writer.transact(ctx, async tx => {
        step.row = begun
        const given = await runtime.unitOfWork.writing(tx, async part => work(part))
        if (!('each' in given || 'inside' in given || 'admitted' in given)) {
          await this.#write(tx, step, given)
          step.journaled = true
          await faultPoint('engine.before-commit')
        }
        return given
      })
    } catch (error) {
      step.journaled = false
      step.row = begun
      delete step.waitpoint
      throw error
    } finally {
      release()
    }
  }

  async #write(tx: Context, step: OpenStep, given: Exclude<Result, { each: unknown } | { inside: unknown } | { admitted: true }>) {
    const { runtime, rows } = this.#parts
    if ('wait' in given) {
      const { statements, until } = rows.waiting(step, given.wait, 'output' in given ? given.output : undefined)
      await runBatch(tx, statements)
      if (until) await runtime.wakeAt(tx, { runId: step.row.run_id, waitpointId: step.waitpoint as string, until })
      return
    }
    const { row, statements } = rows.ended(step, given)
    await runBatch(tx, statements)
    if (step.plan.concurrencyKey) await runtime.leave(tx, row.run_id, row.seq)
    step.row = row
  }
}
