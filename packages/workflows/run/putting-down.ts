import type { RunTable } from '../store.ts'
import { journal } from './journal.ts'
import { pauseAfterRefusal } from './journal-writer.ts'
import type { Parts } from './parts.ts'
import type { RunError } from './run-error.ts'
import { outputOf } from './scope.ts'

/** Why a run is in memory no more: it ended, it only waits, whoever takes it up reads it anew, or another worker owns it now. */
export type Rest = 'ended' | 'resting' | 'released' | 'lost'

/** How a run ended. */
export interface Outcome {
  status: RunTable['status']
  output?: unknown
  error?: RunError
}

type Needs = Pick<Parts, 'runtime' | 'run' | 'graph' | 'root' | 'halt' | 'wishes' | 'frontier' | 'writer' | 'rows' | 'durable' | 'subs'>

/** Ends a run of which nothing can go on, or lets go of it until something comes. */
export class PuttingDown {
  outcome: Outcome | undefined
  readonly #parts: Needs

  constructor(parts: Needs) {
    this.#parts = parts
  }

  /** @returns nothing where something came meanwhile, so that it goes on after all */
  async putDown(): Promise<Rest | undefined> {
    const { halt, frontier } = this.#parts
    if (halt.lost) return 'lost'
    if (halt.failed) return this.#finish()
    if (halt.leaving) return this.#leave()
    return frontier.open.size === 0 ? this.#finish() : this.#suspend()
  }

  async #finish(): Promise<Rest> {
    const { runtime, run, graph, root, halt, wishes, frontier, rows, durable, subs } = this.#parts
    const status = wishes.request === 'cancel' ? 'cancelled' : halt.failed ? 'failed' : 'succeeded'
    const error = status === 'failed' ? halt.failed : undefined
    const at = rows.now()
    for (const step of frontier.open) {
      subs.giveUp(step)
      rows.put(step, { status: 'cancelled', finished_at: at })
    }
    if (frontier.open.size > 0) this.#parts.writer.write(journal.dropWaitpoints(run.id))
    const { othersHeld } = await this.#parts.writer.end(
      { status, error: error ? JSON.stringify(error) : null, at },
      {
        needed: runtime.hasSequel(run, graph, status),
        work: tx => runtime.ended(tx, run, { status, error, output: outputOf(root) }),
      },
    )
    runtime.endedAlone(run, othersHeld)
    this.outcome = { status, ...(error ? { error } : { output: outputOf(root) }) }
    durable.now()
    if (run.answer === null) runtime.answered(run, graph, undefined)
    durable.tellRun(status)
    return 'ended'
  }

  async #suspend(): Promise<Rest | undefined> {
    const { wishes, durable } = this.#parts
    await this.#parts.writer.commitPending()
    if (wishes.came || wishes.request) return undefined
    const status = await this.#parts.writer.putDown(journal.suspend(this.#parts.writer.lease, wishes.poke))
    if (status !== 'waiting') return undefined
    durable.tellRun(status)
    return 'resting'
  }

  /** As paused, or for whoever takes it up next. */
  async #leave(): Promise<Rest | undefined> {
    const { halt, wishes, durable } = this.#parts
    if (halt.refused) await new Promise(resolve => setTimeout(resolve, pauseAfterRefusal))
    await this.#parts.writer.commitPending()
    if (wishes.request === 'cancel' || wishes.request === 'timeout') return undefined
    const status = await this.#parts.writer.putDown(journal.leave(this.#parts.writer.lease))
    if (status !== 'paused' && status !== 'queued') return undefined
    durable.tellRun(status)
    return status === 'paused' ? 'resting' : 'released'
  }
}
