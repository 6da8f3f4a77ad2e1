import { AtomError, faultPoint } from '@atom/kernel'
import type { Statement } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { CompiledGraph } from '../graph/plan.ts'
import type { RunTable, StepTable } from '../store.ts'
import type { StoredValues } from './load.ts'
import { betweenTexts, nowText } from './now-text.ts'
import { assemble, type Parts } from './parts.ts'
import { type Outcome, PuttingDown, type Rest } from './putting-down.ts'
import { restore } from './restore.ts'
import { isOvertaken, runErrorOf } from './run-error.ts'
import type { Runtime } from './runtime.ts'
import type { Base } from './scope.ts'

/** After so many steps without a pause others get their turn, and what was done is made durable. */
const longestBurst = 500
/** Milliseconds after which they do, however few the steps were: one expression may take 200. */
const longestTurn = 15

/**
 * One run in memory, for as long as something of it can go on. Two things hold whatever happens to this process: what a step gave is durable
 * before anything outside can know of what follows from it, and every commit is one only the run's owner can make. Results of steps
 * nobody outside can see share a commit with what comes next.
 */
export class Execution {
  readonly run: RunTable
  readonly #parts: Parts
  readonly #puttingDown: PuttingDown
  /** When others last had their turn, by `performance.now`. */
  #since = performance.now()

  /** `base`: what expressions see besides steps. `birth`: statements that put the event into the database, with the run and its first commit. */
  constructor(runtime: Runtime, graph: CompiledGraph, run: RunTable, base: Base, birth?: Statement[]) {
    this.run = run
    this.#parts = assemble({ runtime, graph, run, base }, birth)
    this.#puttingDown = new PuttingDown(this.#parts)
  }

  /** How it ended, when it has. */
  get outcome(): Outcome | undefined {
    return this.#puttingDown.outcome
  }

  /** `told` when the run is in the database, if it is not yet. */
  onBorn(told: () => void): void {
    this.#parts.writer.onBorn = told
  }

  /** Begins a run that has no steps yet. */
  begin(): void {
    const { runtime, run, root, frontier } = this.#parts
    runtime.measure('lag', betweenTexts(run.created_at, nowText(runtime.clock)))
    frontier.enqueue(root, root.begin())
  }

  /** Goes on where the journal ends. `rows`: of each step the last. */
  restore(rows: readonly StepTable[], stored: StoredValues): void {
    restore(this.#parts, rows, stored)
  }

  /** Runs until everything waits or ended. What a step threw is journaled, never thrown. @throws what the database threw */
  async advance(): Promise<Rest> {
    const { halt, durable } = this.#parts
    try {
      const rest = await this.#advance()
      durable.trace.end(rest)
      return rest
    } catch (error) {
      halt.cut(error)
      durable.trace.end('broken')
      if (isOvertaken(error)) return 'lost'
      throw error
    }
  }

  /** Somebody may want something of the run, or have brought what it waits for. `poke`: how often, as far as they know. */
  nudge(poke = Number.POSITIVE_INFINITY): void {
    if (this.#parts.wishes.nudge(poke)) this.#parts.frontier.wake()
  }

  /** The person it acts as may have left, or have another role. */
  doubt(): void {
    this.#parts.wishes.doubt()
    this.#parts.frontier.wake()
  }

  /** This process stops: what is under way is cut off, and nothing is written any more. */
  abandon(): void {
    const { halt, frontier } = this.#parts
    halt.abandoned = true
    halt.cut(workflowErrors.stopped({ message: 'ATOM was stopped.' }))
    frontier.wake()
  }

  /** In this order: what can begin at once begins, wishes are heeded, what others can see begins, what has arrived is taken in. */
  async #advance(): Promise<Rest> {
    const { runtime, run, halt, wishes, frontier, writer, steps } = this.#parts
    for (;;) {
      if (wishes.takeDoubt() && !runtime.isMember(run)) await this.#checkMember()
      const pause = this.#beginReady()
      if (pause) await pause
      if (halt.abandoned) throw workflowErrors.stopped({ message: 'ATOM was stopped.' })
      if (wishes.takeNudge()) await writer.commit()
      if (wishes.unheeded) await this.#heed()
      if (frontier.hasReady) continue
      if (halt.failed) {
        frontier.clear()
        halt.cut(workflowErrors.stopped({ message: halt.failed.message }))
      }
      if (frontier.hasDeferred) await this.#beginDeferred()
      else if (frontier.hasArrivals) for (const arrival of frontier.takeArrivals()) steps.arrived(arrival)
      else if (frontier.isWorking) await this.#idle()
      else {
        const rest = await this.#puttingDown.putDown()
        if (rest) return rest
      }
    }
  }

  /** A run goes on only as somebody who is still there. @throws what the database threw */
  async #checkMember(): Promise<void> {
    const { calls, halt } = this.#parts
    try {
      await calls.actor()
    } catch (error) {
      if (!AtomError.is(error) || error.code !== 'workflow.publisher_gone') throw error
      halt.failed ??= runErrorOf(error)
    }
  }

  /** Begins everything that is ready. A promise only where something must be waited for. */
  #beginReady(): Promise<unknown> | undefined {
    const { halt, frontier, steps } = this.#parts
    let begun = 0
    for (let node = frontier.takeReady(); node; node = frontier.takeReady()) {
      begun++
      if (halt.isOn || node.pass.failed) continue
      const pending = steps.start(steps.open(node))
      const others = begun % longestBurst === 0 || performance.now() - this.#since > longestTurn ? this.#giveWay() : undefined
      if (pending || others) return Promise.all([pending, others])
    }
    return undefined
  }

  async #giveWay(): Promise<void> {
    await this.#parts.writer.commit()
    await new Promise<void>(resolve => setImmediate(resolve))
    this.#since = performance.now()
  }

  /** Begins what others can see: everything that led to it is durable now. */
  async #beginDeferred(): Promise<void> {
    const { halt, frontier, writer, steps } = this.#parts
    await writer.commit()
    // The commit may have read that the run is to stop.
    if (halt.isOn) return
    const fault = faultPoint('engine.before-effect')
    if (fault) await fault
    for (const step of frontier.takeDeferred()) steps.launch(step)
  }

  /** Does what a person wants of the run, and takes up steps for which something came. */
  async #heed(): Promise<void> {
    const { runtime, run, halt, wishes, frontier, steps } = this.#parts
    wishes.heed()
    if (wishes.request === 'cancel') halt.failed ??= { code: 'workflow.cancelled', message: 'Cancelled.' }
    if (wishes.request === 'timeout') halt.failed ??= runErrorOf(workflowErrors.run_timed_out())
    if (wishes.request === 'pause') halt.leaving = true
    if (halt.isOn) {
      frontier.clear()
      return
    }
    const waiting = [...frontier.open].filter(step => step.waitpoint !== undefined)
    if (waiting.length === 0) return
    const came = await runtime.came(run.id)
    for (const step of waiting) {
      const what = came.get(step.waitpoint as string)
      if (what) steps.takeUp(step, what)
    }
  }

  /** Waits for work under way; what is known already is made durable first. */
  async #idle(): Promise<void> {
    const { halt, wishes, frontier, writer } = this.#parts
    await writer.commitPending()
    if (!halt.abandoned && !wishes.open) await frontier.sleep()
    this.#since = performance.now()
  }
}
