import { AtomError } from '@atom/kernel'
import type { NodePlan } from '../graph/plan.ts'
import type { Iteration, StepResult } from '../nodes/node-type.ts'
import type { StepTable } from '../store.ts'
import { journal, passPort } from './journal.ts'
import type { Each, OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import { Pass } from './pass.ts'
import { outputOf } from './scope.ts'

type Needs = Pick<Parts, 'halt' | 'frontier' | 'writer' | 'rows' | 'steps' | 'ends'>

/** Steps with a graph of their own, which is walked once for each item: at most `concurrency` passes at a time, in order. */
export class Loops {
  readonly #parts: Needs
  /** The steps to which the passes under way belong. */
  readonly #steps = new Map<Pass, OpenStep>()

  constructor(parts: Needs) {
    this.#parts = parts
  }

  begin(step: OpenStep, { items, concurrency, onItemError }: Extract<StepResult, { each: unknown }>['each']): void {
    const { rows } = this.#parts
    step.values = { items }
    rows.put(step, { input: rows.keep(step, step.values) })
    this.go(step, { items, concurrency, onItemError, next: 0, open: 0, iterations: [], failed: false })
  }

  /** Goes on from there: passes that were open go first. */
  go(step: OpenStep, each: Each, open: readonly number[] = []): Pass[] {
    step.each = each
    const passes = open.map(index => this.#pass(step, each, index))
    if (passes.length === 0) this.#more(step, each)
    return passes
  }

  /** A loop that failed is tried again as a row of its own, once the run is read again with all rows of its passes. */
  reopen(step: OpenStep): void {
    const { rows, halt } = this.#parts
    rows.put(step, { status: 'failed', finished_at: rows.now() })
    const { attempt } = step.row
    step.row = { ...step.row, input: rows.keep(step, step.values), status: 'running', error: null }
    rows.put(step, { seq: rows.nextSeq(), attempt: attempt + 1, started_at: rows.now(), finished_at: null })
    halt.leaving = true
  }

  /** A pass has ended when nothing in it is ready or under way. To be called whenever that may have changed. */
  check(pass: Pass): void {
    const step = this.#steps.get(pass)
    if (!step?.each || !pass.over || this.#parts.halt.failed) return
    const { each } = step
    const index = pass.around?.index as number
    const iteration: Iteration = pass.failed
      ? { index, error: { code: pass.failed.code, message: pass.failed.message } }
      : { index, output: outputOf(pass) }
    this.#steps.delete(pass)
    each.iterations[index] = iteration
    each.open--
    each.failed ||= pass.failed !== undefined
    this.#close(step, pass, iteration)
    this.#more(step, each)
  }

  #more(step: OpenStep, each: Each): void {
    while (each.open < each.concurrency && each.next < each.items.length && !(each.failed && each.onItemError === 'stop')) {
      const pass = this.#pass(step, each, each.next++)
      this.#parts.frontier.enqueue(pass, pass.begin())
    }
    if (each.open === 0) this.#end(step, each)
  }

  #pass(step: OpenStep, each: Each, index: number): Pass {
    const iteration = step.pass.iteration === '' ? String(index) : `${step.pass.iteration}.${index}`
    const around = { pass: step.pass, node: step.plan, index }
    const pass = new Pass(step.plan.body as NonNullable<NodePlan['body']>, iteration, around, each.items[index])
    this.#steps.set(pass, step)
    each.open++
    return pass
  }

  /** The end of one pass is a row of the loop's own node under the pass's number: what was walked is not walked again. */
  #close(step: OpenStep, pass: Pass, { output, error }: Iteration): void {
    const { rows } = this.#parts
    const at = rows.now()
    const ended = error
      ? { status: 'failed' as const, error: JSON.stringify(error) }
      : { status: 'succeeded' as const, output: rows.keep(step, output ?? null) }
    const row: StepTable = {
      ...step.row,
      seq: rows.nextSeq(),
      iteration: pass.iteration,
      port: passPort,
      input: null,
      output: null,
      error: null,
      started_at: at,
      finished_at: at,
      ...ended,
    }
    this.#parts.writer.write(journal.putStep(row))
  }

  #end(step: OpenStep, each: Each): void {
    const { steps, ends } = this.#parts
    const failure = each.onItemError === 'stop' ? each.iterations.find(iteration => iteration?.error)?.error : undefined
    if (failure) {
      ends.fail(step, new AtomError(failure.code, 422, failure.message, { retry: 'policy' }))
      return
    }
    const { close, type } = step.plan.type
    if (!close) throw new Error(`${type} has no end for its loop.`)
    steps.came(step, close(each.iterations))
  }
}
