import type { Context } from '@atom/kernel'
import { afterCommit, runBatch } from '@atom/storage'
import type { CompiledGraph } from '../graph/plan.ts'
import { journal } from '../run/journal.ts'
import type { Runtime } from '../run/runtime.ts'
import { type NewRun, newRun } from '../run/start.ts'
import { type RunTable, store } from '../store.ts'
import type { EngineParts } from './parts.ts'

/** Puts new runs into the database. */
export class Intake {
  readonly #parts: Pick<EngineParts, 'owner' | 'admission' | 'inMemory' | 'queue' | 'runtime' | 'wakes' | 'watchers'>
  /** Runs that each transaction under way has begun here: they have no place yet, and perhaps never will. */
  readonly #begun = new WeakMap<object, number>()

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /**
   * Puts a run into the database in the caller's write transaction; it begins when that is durable.
   * `takeOver` writes steps it has behind it already.
   * @returns its id, or nothing where the workflow's limit says to skip it
   */
  async start(
    tx: Context,
    graph: CompiledGraph,
    start: NewRun,
    takeOver?: (run: RunTable, mark: Runtime['mark']) => Promise<void>,
  ): Promise<string | undefined> {
    const { admission, inMemory, queue, runtime, wakes, watchers } = this.#parts
    const run = newRun(tx, graph, start)
    const answer = await admission.ask(tx, run, graph.graph.settings?.concurrency)
    if (answer === 'skipped') return undefined
    if (answer === 'held') run.held = 1
    // With a journal already it is read before it goes on, like one that was taken up again.
    if (takeOver) run.epoch = 1
    const here = !takeOver && run.held === 0 && this.#takesPlace(tx)
    if (here) Object.assign(run, { status: 'running', owner: this.#parts.owner, epoch: 1, started_at: run.created_at })
    await runBatch(tx, [journal.insertRun(run)])
    await takeOver?.(run, runtime.mark)
    await wakes.atDeadline(tx, run)
    if (!here && run.held === 0) await wakes.signal(tx, run.id)
    afterCommit(tx, () => {
      watchers.changed({ type: 'run', workspaceId: run.workspace_id, workflowId: run.workflow_id, runId: run.id, status: run.status })
      if (!here) queue.pull()
      else if (inMemory.hasRoom) void inMemory.adopt(run, graph)
      else inMemory.putBack(run)
    })
    return run.id
  }

  /** Whether a run of this transaction may begin here at once. Transactions beside it may take the place first. */
  #takesPlace(tx: Context): boolean {
    const { inMemory, queue } = this.#parts
    const transaction = store.db(tx)
    const begun = this.#begun.get(transaction) ?? 0
    if (!queue.mayPass || inMemory.size + begun >= inMemory.capacity) return false
    this.#begun.set(transaction, begun + 1)
    return true
  }
}
