import type { Statement } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { NodePlan } from '../graph/plan.ts'
import type { StepTable } from '../store.ts'
import { journal } from './journal.ts'
import { nowText } from './now-text.ts'
import type { OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import type { Pass } from './pass.ts'
import { type Packed, pack } from './payload.ts'
import { untilOf, type Waiting, waitpointRow } from './waitpoint.ts'

type Needs = Pick<Parts, 'runtime' | 'run' | 'writer' | 'durable'>

/** The rows of a run's steps: how each stands, numbered in the order in which they began. */
export class StepRows {
  readonly #parts: Needs
  #seq = 0

  constructor(parts: Needs) {
    this.#parts = parts
  }

  nextSeq(): number {
    return ++this.#seq
  }

  /** Numbers up to this one are taken. */
  skipTo(seq: number): void {
    this.#seq = Math.max(this.#seq, seq)
  }

  now(): string {
    return nowText(this.#parts.runtime.clock)
  }

  /** The row of a step that begins, which is not written yet. */
  begun(pass: Pass, { node }: NodePlan): StepTable {
    const { run } = this.#parts
    return {
      run_id: run.id,
      seq: this.nextSeq(),
      node: node.id,
      iteration: pass.iteration,
      status: 'running',
      attempt: 1,
      n: run.n,
      port: null,
      input: null,
      output: null,
      error: null,
      started_at: this.now(),
      finished_at: null,
    }
  }

  /** The row of a step that has ended well, and how it is written. @throws workflow.value_too_large */
  ended({ row }: OpenStep, { output, port }: { output?: unknown; port?: string }): { row: StepTable; statements: Statement[] } {
    const { text, blob } = this.#pack(row, output ?? null)
    const ended: StepTable = { ...row, status: 'succeeded', output: text, error: null, port: port ?? 'out', finished_at: this.now() }
    return { row: ended, statements: blob ? [blob, journal.putStep(ended)] : [journal.putStep(ended)] }
  }

  /**
   * Makes the step wait. @returns how that is written, and when it is looked at at the latest
   * @throws workflow.value_too_large
   */
  waiting(step: OpenStep, wait: Waiting, output?: unknown): { statements: Statement[]; until: string | undefined } {
    const statements: Statement[] = []
    // That another attempt follows stands in its row already.
    if (wait.kind !== 'retry') {
      const { text, blob } = this.#pack(step.row, output)
      if (blob) statements.push(blob)
      step.row = { ...step.row, status: 'waiting', output: text }
      statements.push(journal.putStep(step.row))
    }
    const row = waitpointRow(wait, this.#parts.run.workspace_id, step.row, this.now())
    step.waitpoint = row.id
    if (wait.kind === 'slot' || wait.kind === 'rate') step.gate = wait.kind
    statements.push(journal.insertWaitpoint(row))
    return { statements, until: untilOf(wait) }
  }

  /** Changes a step's row, with the next commit. */
  put(step: OpenStep, change: Partial<StepTable>): void {
    step.row = { ...step.row, ...change }
    this.#parts.durable.tell(step.row)
    this.#parts.writer.write(journal.putStep(step.row))
  }

  /** A value as a row keeps it; a large one is written with the next commit. @throws workflow.value_too_large */
  keep({ row }: Pick<OpenStep, 'row'>, value: unknown): string | null {
    const { text, blob } = this.#pack(row, value)
    if (blob) this.#parts.writer.write(blob)
    return text
  }

  #pack({ run_id, node }: StepTable, value: unknown): Packed {
    return pack(run_id, value, () => workflowErrors.value_too_large({ node }))
  }
}
