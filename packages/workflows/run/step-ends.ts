import { isPassing } from '@atom/storage'
import type { Answer, Wait } from '../nodes/node-type.ts'
import type { GateWait } from './gate.ts'
import { journal } from './journal.ts'
import { betweenTexts } from './now-text.ts'
import type { OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import { blobOf } from './payload.ts'
import { nextAttemptIn } from './retry.ts'
import { isOvertaken, runErrorOf } from './run-error.ts'
import type { Waiting } from './waitpoint.ts'

type Needs = Pick<Parts, 'runtime' | 'run' | 'halt' | 'wishes' | 'frontier' | 'writer' | 'rows' | 'durable' | 'loops' | 'subs'>

/** What becomes of a step that came back: it ends and others follow, it waits, or it failed. */
export class StepEnds {
  readonly #parts: Needs

  constructor(parts: Needs) {
    this.#parts = parts
  }

  /** It has ended well; what its way leads to is ready. @throws workflow.value_too_large */
  end(step: OpenStep, result: { output?: unknown; port?: string; answer?: Answer }): void {
    const { runtime, frontier, durable, loops } = this.#parts
    if (!step.journaled) {
      const { row, statements } = this.#parts.rows.ended(step, result)
      step.row = row
      this.#parts.writer.write(...statements)
      this.#leaveGate(step)
    }
    if (result.answer) this.#answer(result.answer)
    const { pass, plan, row } = step
    if (step.subs) this.#parts.subs.giveUp(step)
    durable.tell(row)
    frontier.open.delete(step)
    if (pass.keep(plan.index, result.output ?? null) && blobOf(row.output) !== undefined && plan.out.length > 0) durable.forget(step)
    runtime.measure('step', betweenTexts(row.started_at, row.finished_at as string))
    frontier.enqueue(pass, pass.leave(plan.index, row.port as string))
    loops.check(pass)
  }

  /** The first answer counts. */
  #answer(answer: Answer): void {
    const { run, durable } = this.#parts
    if (run.answer !== null) return
    run.answer = JSON.stringify(answer)
    durable.answer(answer)
    // A run that is not in the database yet is written with it.
    if (!this.#parts.writer.isUnborn) this.#parts.writer.write(journal.setAnswer(this.#parts.writer.lease, run.answer))
  }

  /** It threw: it is tried again, goes another way, or fails its pass. Where the database refused, nothing is wrong with it. */
  fail(step: OpenStep, thrown: unknown): void {
    const { runtime, run, halt, frontier, rows, loops } = this.#parts
    const { plan, row, pass } = step
    if (halt.lost || isOvertaken(thrown)) {
      halt.lost = true
      return
    }
    if (isPassing(thrown)) {
      // It is done, or looked at, again from its row.
      runtime.log.error({ err: thrown, runId: run.id, node: row.node }, 'the database refused what a step wrote')
      halt.leaving = true
      halt.refused = true
      return
    }
    this.#parts.subs.giveUp(step)
    if (halt.failed && halt.isCut && step.signal?.aborted) {
      rows.put(step, { status: 'cancelled', finished_at: rows.now() })
      frontier.open.delete(step)
      pass.stop(plan.index)
      return
    }
    const error = runErrorOf(thrown)
    if (error.code === 'internal') runtime.log.error({ err: thrown, runId: run.id, node: row.node }, 'a step failed unexpectedly')
    this.#leaveGate(step)
    const again = halt.failed ? undefined : nextAttemptIn(plan.node.retry, row.attempt, thrown, Math.random())
    if (again !== undefined) {
      rows.put(step, { status: 'retrying', error: JSON.stringify(error) })
      this.#await(step, { kind: 'retry', until: new Date(runtime.clock.now().getTime() + again).toISOString() })
      return
    }
    const onError = plan.node.onError ?? 'stop'
    const port = onError === 'route' ? 'error' : onError === 'continue' ? (plan.ports[0] ?? 'out') : null
    rows.put(step, { status: 'failed', error: JSON.stringify(error), port, finished_at: rows.now() })
    frontier.open.delete(step)
    if (port !== null) {
      pass.keep(plan.index, { error })
      frontier.enqueue(pass, pass.leave(plan.index, port))
    } else {
      pass.stop(plan.index)
      pass.failed ??= { ...error, node: row.node }
      if (!pass.around) halt.failed ??= pass.failed
    }
    loops.check(pass)
  }

  /** It waits for what its type, or its turn, says. @throws workflow.value_too_large */
  wait(step: OpenStep, wait: Wait | GateWait, output: unknown): void {
    const { runtime, run, wishes, durable } = this.#parts
    if (step.journaled) {
      step.journaled = false
      durable.tell(step.row)
      // Its transaction may be over for long enough that what it waits for has come.
      wishes.lookAgain()
      return
    }
    this.#await(step, wait, output)
    durable.tell(step.row)
    if (wait.kind !== 'approval') return
    const looked = { runId: run.id, waitpointId: step.waitpoint as string, approvalId: wait.approvalId }
    this.#parts.writer.also(tx => runtime.lookAt(tx, looked))
  }

  #await(step: OpenStep, wait: Waiting, output?: unknown): void {
    const { runtime, run } = this.#parts
    const { statements, until } = this.#parts.rows.waiting(step, wait, output)
    this.#parts.writer.write(...statements)
    if (until === undefined) return
    const at = { runId: run.id, waitpointId: step.waitpoint as string, until }
    this.#parts.writer.also(tx => runtime.wakeAt(tx, at))
  }

  #leaveGate(step: OpenStep): void {
    step.admitted = false
    if (!step.plan.concurrencyKey) return
    const { run_id, seq } = step.row
    this.#parts.writer.also(tx => this.#parts.runtime.leave(tx, run_id, seq))
  }
}
