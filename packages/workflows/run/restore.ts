import type { NodePlan } from '../graph/plan.ts'
import type { StepTable } from '../store.ts'
import { passPort, subPort } from './journal.ts'
import { around, type StoredValues } from './load.ts'
import type { Each, OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import type { Pass } from './pass.ts'
import type { RunError } from './run-error.ts'

/**
 * Puts a run together again from its rows, of each step the last, in the order in which they began. What failed before a person had the
 * run tried again, or before its loop was, begins once more; all else that has ended stays.
 */
export function restore(parts: RestoredParts, rows: readonly StepTable[], stored: StoredValues): void {
  const { run, root, halt, subs, rows: numbers } = parts
  const over = new Set<string>()
  const pieces: StepTable[] = []
  const byIteration = new Map<string, StepTable[]>()
  let before = 0
  for (const row of rows) {
    numbers.skipTo(row.seq)
    if (row.port === subPort) {
      pieces.push(row)
      continue
    }
    if (row.status === 'succeeded') over.add(`${row.node}\n${row.iteration}`)
    if (row.n < run.n) before = Math.max(before, row.seq)
    const here = byIteration.get(row.iteration)
    if (here) here.push(row)
    else byIteration.set(row.iteration, [row])
  }
  for (const row of pieces) {
    const owner = around(row.iteration)
    if (!over.has(`${row.node}\n${owner}`)) subs.restore(row, owner)
  }
  new Restoration(parts, byIteration, stored).pass(root, before)
  if (root.failed) halt.failed = root.failed
}

type RestoredParts = Pick<Parts, 'run' | 'root' | 'halt' | 'wishes' | 'frontier' | 'rows' | 'steps' | 'loops' | 'subs'>

class Restoration {
  readonly #parts: RestoredParts
  readonly #rows: ReadonlyMap<string, StepTable[]>
  readonly #stored: StoredValues

  /** `rows`: by iteration. */
  constructor(parts: RestoredParts, rows: ReadonlyMap<string, StepTable[]>, stored: StoredValues) {
    this.#parts = parts
    this.#rows = rows
    this.#stored = stored
  }

  /** `before`: failures of rows up to this number count no more. */
  pass(pass: Pass, before: number): void {
    const ready = new Set(pass.begin())
    for (const row of this.#rows.get(pass.iteration) ?? []) {
      const index = row.port === passPort ? undefined : pass.plan.at.get(row.node)
      if (index === undefined) continue
      ready.delete(index)
      const plan = pass.plan.nodes[index] as NodePlan
      if (row.status === 'succeeded' || (row.status === 'failed' && row.port !== null)) {
        pass.enter(index)
        this.#output(pass, index, row)
        for (const next of pass.leave(index, row.port as string)) ready.add(next)
      } else if (row.status === 'running' || row.status === 'waiting' || row.status === 'retrying') {
        pass.enter(index)
        this.#step(pass, plan, row)
      } else if (row.status === 'failed' && row.seq > before) {
        pass.enter(index)
        pass.stop(index)
        pass.failed ??= { ...(JSON.parse(row.error as string) as RunError), node: row.node }
      } else if (plan.body && this.#stored.inputs.has(row.seq)) {
        pass.enter(index)
        this.#unfinishedLoop(pass, plan, row)
      } else ready.add(index)
    }
    this.#parts.frontier.enqueue(pass, [...ready])
    if (pass.around) this.#parts.loops.check(pass)
  }

  /** What it gave is in memory where it was read along, and else in its row. */
  #output(pass: Pass, index: number, { node, seq, status, error }: StepTable): void {
    pass.seqs.set(node, seq)
    if (status === 'failed') pass.keep(index, { error: JSON.parse(error as string) })
    else if (this.#stored.outputs.has(seq)) pass.keep(index, this.#stored.outputs.get(seq))
  }

  #step(pass: Pass, plan: NodePlan, row: StepTable): void {
    const { frontier, steps, wishes } = this.#parts
    const { inputs, waitpoints, came, gates } = this.#stored
    const step: OpenStep = { pass, plan, row }
    const values = inputs.get(row.seq)
    const waitpoint = waitpoints.get(row.seq)
    const brought = came.get(row.seq)
    const gate = gates.get(row.seq)
    if (values) step.values = values
    if (waitpoint) step.waitpoint = waitpoint
    if (brought) step.came = brought
    if (gate) step.gate = gate
    frontier.open.add(step)
    if (plan.body && values && row.status === 'running') this.#loop(step, values.items as unknown[])
    // What may have come meanwhile is looked for before anything else.
    else if (waitpoint) wishes.lookAgain()
    else frontier.hold(steps.start(step))
  }

  /** A loop that was left unfinished goes on as a row of its own. */
  #unfinishedLoop(pass: Pass, plan: NodePlan, old: StepTable): void {
    const { run, frontier, rows } = this.#parts
    const values = this.#stored.inputs.get(old.seq) as Record<string, unknown>
    const begins = { status: 'running', n: run.n, attempt: 1, error: null, started_at: rows.now(), finished_at: null } as const
    const step: OpenStep = { pass, plan, row: { ...old, ...begins, seq: rows.nextSeq() }, values }
    frontier.open.add(step)
    rows.put(step, { input: rows.keep(step, values) })
    this.#loop(step, values.items as unknown[])
  }

  #loop(step: OpenStep, items: unknown[]): void {
    const { concurrency = 1, onItemError = step.plan.type.type === 'try' ? 'continue' : 'stop' } = step.plan.node as {
      concurrency?: number
      onItemError?: Each['onItemError']
    }
    const each: Each = { items, concurrency, onItemError, next: 0, open: 0, iterations: [], failed: false }
    const prefix = step.pass.iteration === '' ? '' : `${step.pass.iteration}.`
    const body = step.plan.body as NonNullable<NodePlan['body']>
    const unfinished: number[] = []
    for (let index = 0; index < items.length; index++) {
      // Loops beside this one number their passes alike.
      const own = (this.#rows.get(`${prefix}${index}`) ?? []).filter(row => row.node === step.row.node || body.at.has(row.node))
      if (own.length > 0) each.next = index + 1
      const closing = own.find(row => row.port === passPort && row.node === step.row.node)
      if (closing?.status === 'succeeded') each.iterations[index] = { index, output: this.#stored.outputs.get(closing.seq) }
      else if (closing && (onItemError === 'continue' || closing.seq > step.row.seq)) {
        each.iterations[index] = { index, error: JSON.parse(closing.error as string) }
        each.failed = true
      } else unfinished.push(index)
    }
    // A pass without a row may have begun all the same: those up to the last that has one did.
    const begun = unfinished.filter(index => index < each.next)
    for (const pass of this.#parts.loops.go(step, each, begun)) this.pass(pass, step.row.seq)
  }
}
