import { faultPoint } from '@atom/kernel'
import { isPassing } from '@atom/storage'
import type { SubStep } from '../nodes/node-type.ts'
import type { StepTable } from '../store.ts'
import { journal, subPort } from './journal.ts'
import type { OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import { isOvertaken, runErrorOf } from './run-error.ts'

type Needs = Pick<Parts, 'runtime' | 'halt' | 'writer' | 'rows' | 'durable'>

/** What an iteration may be called: a dot leads to what is within. */
const iterationName = /^[\w-]{1,60}$/

/**
 * The pieces into which a step's type divides its work, each a row under an iteration of its own. A piece begins when all before it is durable,
 * and the step goes on when what it gave is; one that has ended well is not done again, whatever becomes of the process or of the step.
 */
export class SubSteps {
  readonly #parts: Needs
  /** Read from the journal for steps that have not gone on yet, by node and iteration of the step. */
  readonly #read = new Map<string, Map<string, StepTable>>()
  /** Those this process is doing. */
  readonly #underWay = new Set<StepTable>()

  constructor(parts: Needs) {
    this.#parts = parts
  }

  /** A row as the journal has it, without its values. `owner`: the iteration of its step. */
  restore(row: StepTable, owner: string): void {
    const key = `${row.node}\n${owner}`
    const rows = this.#read.get(key)
    if (rows) rows.set(row.iteration, row)
    else this.#read.set(key, new Map([[row.iteration, row]]))
  }

  /** Does one, or gives what it gave before. `hide`: what may be kept of a value. @throws what it throws, and what the database says */
  async run(step: OpenStep, sub: SubStep, signal: AbortSignal, hide: <T>(value: T) => T): Promise<unknown> {
    const { rows, halt, runtime } = this.#parts
    const all = this.#of(step)
    const iteration = iterationOf(step, sub)
    const before = all.get(iteration)
    if (before?.status === 'succeeded') return runtime.output(before.run_id, before.seq)
    if (before && this.#underWay.has(before)) throw new Error(`${step.plan.type.type} is in its iteration “${sub.iteration}” already.`)
    signal.throwIfAborted()
    const row = this.#begun(step, iteration, before)
    all.set(iteration, row)
    this.#underWay.add(row)
    const end = async (end: Partial<StepTable>) => {
      // Given up by its step, it says nothing any more.
      if (all.get(iteration) !== row) return
      const ended = { ...row, ...end, finished_at: rows.now() }
      await this.#write(ended)
      all.set(iteration, ended)
    }
    try {
      await this.#write({ ...row, input: rows.keep({ row }, hide(sub.input)) })
      await faultPoint('engine.before-effect')
      const given = await sub.run({ key: `${row.run_id}:${row.node}:${iteration}:${row.n}` })
      await faultPoint('engine.after-effect')
      const output = JSON.parse(JSON.stringify(hide(given) ?? null))
      await end({ status: 'succeeded', output: rows.keep({ row }, output) })
      return output
    } catch (error) {
      const isJournaled = !(halt.abandoned || isPassing(error) || isOvertaken(error))
      if (isJournaled) await end({ status: signal.aborted ? 'cancelled' : 'failed', error: JSON.stringify(runErrorOf(error)) })
      throw error
    } finally {
      this.#underWay.delete(row)
    }
  }

  /** The step has come back without having waited for these. */
  giveUp(step: OpenStep): void {
    const { rows, writer, durable } = this.#parts
    for (const [iteration, row] of this.#of(step)) {
      if (row.status !== 'running') continue
      const ended: StepTable = { ...row, status: 'cancelled', finished_at: rows.now() }
      step.subs?.set(iteration, ended)
      durable.tell(ended)
      writer.write(journal.putStep(ended))
    }
  }

  #of(step: OpenStep): Map<string, StepTable> {
    if (step.subs) return step.subs
    const key = `${step.row.node}\n${step.row.iteration}`
    step.subs = this.#read.get(key) ?? new Map()
    this.#read.delete(key)
    return step.subs
  }

  /** Another attempt goes on in its row, until a person has the step tried again. */
  #begun({ pass, plan, row: { n } }: OpenStep, iteration: string, before: StepTable | undefined): StepTable {
    if (before?.n === n) return { ...before, status: 'running', attempt: before.attempt + 1, error: null, finished_at: null }
    return { ...this.#parts.rows.begun(pass, plan), iteration, n, port: subPort }
  }

  async #write(row: StepTable): Promise<void> {
    this.#parts.writer.write(journal.putStep(row))
    await this.#parts.writer.commitBeside()
    this.#parts.durable.told(row)
  }
}

/** Under the step's own. */
function iterationOf({ plan, row }: OpenStep, { iteration }: SubStep): string {
  const { type } = plan.type
  if (plan.mode !== 'outside') throw new Error(`${type} has sub-steps, so its mode must be “outside”.`)
  if (!iterationName.test(iteration)) throw new Error(`${type} calls an iteration “${iteration}”: letters, digits, - and _ only.`)
  return row.iteration === '' ? iteration : `${row.iteration}.${iteration}`
}
