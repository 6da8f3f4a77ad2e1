import { type Context, faultPoint } from '@atom/kernel'
import { runBatch } from '@atom/storage'
import type { NodePlan } from '../graph/plan.ts'
import type { Came, StepResult } from '../nodes/node-type.ts'
import type { Arrival, ReadyNode, Result } from './frontier.ts'
import { journal } from './journal.ts'
import type { OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import { limit } from './step-signal.ts'

type Needs = Pick<Parts, 'runtime' | 'run' | 'halt' | 'frontier' | 'rows' | 'calls' | 'inside' | 'ends' | 'loops'>

/**
 * How steps begin, and where what came back of them goes. A step is opened, its fields are worked out, it is let in, and its type is called
 * in the way its mode allows. Nothing here throws what a step threw: that ends the step.
 */
export class Steps {
  readonly #parts: Needs

  constructor(parts: Needs) {
    this.#parts = parts
  }

  open({ pass, index }: ReadyNode): OpenStep {
    const plan = pass.plan.nodes[index] as NodePlan
    pass.enter(index)
    const step: OpenStep = { pass, plan, row: this.#parts.rows.begun(pass, plan) }
    this.#parts.frontier.open.add(step)
    return step
  }

  /** Works out the step's fields and begins it. A promise, which never rejects, only where something must be waited for. */
  start(step: OpenStep): Promise<void> | undefined {
    const { ends, calls } = this.#parts
    if (step.plan.node.disabled)
      return this.#attempt(
        step,
        () => calls.passedOn(step),
        output => {
          ends.end(step, { output, port: step.plan.ports[0] ?? 'out' })
          return undefined
        },
      )
    if (step.values) return this.#begin(step)
    return this.#attempt(
      step,
      () => calls.values(step),
      values => {
        step.values = values
        if (step.plan.type.showsInput !== false)
          step.row.input = this.#parts.rows.keep(step, Object.keys(values).length > 0 ? values : undefined)
        return this.#begin(step)
      },
    )
  }

  /** Goes on with what `work` gives, at once where it does; what is thrown ends the step. */
  #attempt<T>(step: OpenStep, work: () => T | Promise<T>, then: (value: T) => Promise<void> | undefined): Promise<void> | undefined {
    const { ends } = this.#parts
    try {
      const value = work()
      return value instanceof Promise ? value.then(then).catch(error => ends.fail(step, error)) : then(value)
    } catch (error) {
      ends.fail(step, error)
      return undefined
    }
  }

  #begin(step: OpenStep): Promise<void> | undefined {
    const { runtime, run, rows, frontier, calls } = this.#parts
    const { plan } = step
    // What a wait has brought is for a step that was let in before it.
    if ((plan.node.rateLimit || plan.concurrencyKey) && !step.admitted && !step.came) this.#askToBegin(step)
    else if (plan.mode === 'pure')
      return this.#attempt(
        step,
        () => calls.call(step, runtime.system(run.workspace_id)),
        result => this.#came(step, result),
      )
    else if (plan.mode === 'outside') {
      rows.put(step, {})
      frontier.defer(step)
    } else this.launch(step)
    return undefined
  }

  /** Rate limit and concurrency key decide in one transaction with the step's row, so that its turn finds it waiting. */
  #askToBegin(step: OpenStep): void {
    const { runtime, calls } = this.#parts
    this.#launchInside(step, async (tx): Promise<Result> => {
      const wait = await runtime.enter(tx, await calls.gate(step))
      if (wait) return { wait }
      await runBatch(tx, [journal.putStep(step.row)])
      return { admitted: true }
    })
  }

  /** Begins a step that takes its time; one that others can see only when everything before it is durable. */
  launch(step: OpenStep): void {
    const { frontier, calls } = this.#parts
    if (step.plan.mode === 'inside') this.#launchInside(step, part => calls.call(step, part))
    else frontier.expect(step, this.#beside(step))
  }

  #launchInside(step: OpenStep, work: (part: Context) => Result | Promise<Result>): void {
    this.#parts.frontier.expect(step, this.#parts.inside.run(step, work))
  }

  /** Works outside of any transaction. */
  async #beside(step: OpenStep): Promise<StepResult> {
    const { calls, halt } = this.#parts
    const { signal, release } = limit(step, halt.signal)
    try {
      const result = await calls.call(step, { ...(await calls.actor()), signal })
      await faultPoint('engine.after-effect')
      return result
    } finally {
      release()
    }
  }

  arrived(arrival: Arrival): void {
    if ('error' in arrival) this.#parts.ends.fail(arrival.step, arrival.error)
    else this.came(arrival.step, arrival.result)
  }

  /** What a step gave decides what becomes of it. */
  came(step: OpenStep, result: Result): void {
    this.#parts.frontier.hold(
      this.#attempt(
        step,
        () => result,
        given => this.#came(step, given),
      ),
    )
  }

  #came(step: OpenStep, result: Result): Promise<void> | undefined {
    const { ends, loops } = this.#parts
    if ('wait' in result) ends.wait(step, result.wait, 'output' in result ? result.output : undefined)
    else if ('inside' in result) this.#launchInside(step, result.inside)
    else if ('each' in result) loops.begin(step, result.each)
    else if ('admitted' in result) return this.#admit(step)
    else ends.end(step, result)
    return undefined
  }

  /** Its row says that it has begun, so after a halt it begins when the run is taken up. */
  #admit(step: OpenStep): Promise<void> | undefined {
    step.admitted = true
    return this.#parts.halt.isOn ? undefined : this.#begin(step)
  }

  /** A step goes on after what it waited for. */
  takeUp(step: OpenStep, came: Came): void {
    delete step.waitpoint
    const again = step.row.status === 'retrying'
    if (again && step.plan.body) {
      this.#parts.loops.reopen(step)
      return
    }
    step.row = { ...step.row, status: 'running', attempt: step.row.attempt + (again ? 1 : 0) }
    if (step.gate) {
      // Its turn has come; it may have to wait for its moment still.
      step.admitted = step.gate === 'rate' || !step.plan.node.rateLimit
      delete step.gate
    } else if (!again) step.came = came
    this.#parts.frontier.hold(this.start(step))
  }
}
