import { AtomError, type Context } from '@atom/kernel'
import { isPassing } from '@atom/storage'
import type { CompiledGraph } from '../graph/plan.ts'
import { eventOf } from '../run/event-of.ts'
import { Execution } from '../run/execution.ts'
import { loadSteps } from '../run/load.ts'
import type { Rest } from '../run/putting-down.ts'
import type { RunError } from '../run/run-error.ts'
import { type RunTable, store } from '../store.ts'
import { noVariables, readVariables } from '../variables/variables.ts'
import type { EngineParts } from './parts.ts'

/** Milliseconds a worker waits after the database refused it (a full disk, a restart) before it tries again. */
export const pauseAfterFailure = 1000
/** Times a run may make our own code stumble before it is failed. */
const mostStumbles = 5

/** The runs this process works on. */
export class InMemory {
  readonly capacity: number
  readonly #parts: Pick<EngineParts, 'deps' | 'runtime' | 'ends' | 'queue'>
  readonly #executions = new Map<string, Execution>()
  /** Runs being read, which have their place already. */
  #coming = 0
  /** Runs here for which something came: where it comes as one is put down, nobody but the queue would hear of it. */
  readonly #nudged = new Set<string>()
  readonly #stumbles = new Map<string, number>()
  readonly #settling = new Set<Promise<unknown>>()
  #stopped = false

  constructor(parts: EngineParts, capacity: number) {
    this.#parts = parts
    this.capacity = capacity
  }

  get size(): number {
    return this.#executions.size + this.#coming
  }

  get hasRoom(): boolean {
    return this.size < this.capacity
  }

  has(runId: string): boolean {
    return this.#executions.has(runId)
  }

  workspaceOf(runId: string): string {
    return this.#executions.get(runId)?.run.workspace_id ?? ''
  }

  /** Something may be wanted of the run, or have come for it. `poke`: see `Execution.nudge`. @returns whether it is here */
  nudge(runId: string, poke?: number): boolean {
    const execution = this.#executions.get(runId)
    if (execution) this.#nudged.add(runId)
    execution?.nudge(poke)
    return execution !== undefined
  }

  /** The membership of this person has changed: their runs look whether they may go on. */
  doubt(personId: string): void {
    for (const execution of this.#executions.values()) if (execution.run.person_id === personId) execution.doubt()
  }

  /** Takes up a run whose row says that it is ours. Resolves when it is read; never rejects. `graph`: of its version, where that is known. */
  async adopt(run: RunTable, graph?: CompiledGraph): Promise<void> {
    this.#coming++
    try {
      const execution = await this.#prepare(run, graph)
      void this.work(execution)
    } catch (error) {
      this.broken(run, error)
    } finally {
      this.#coming--
    }
  }

  /** A run that was made ours turns out to have no place here: it stands in line like any other. */
  putBack(run: RunTable): void {
    const { deps, queue } = this.#parts
    deps.unitOfWork
      .writing(deps.system(run.workspace_id), tx => free(tx, run))
      .then(
        () => queue.pull(),
        error => this.broken(run, error),
      )
  }

  async #prepare(run: RunTable, known: CompiledGraph | undefined): Promise<Execution> {
    const { deps, runtime } = this.#parts
    const ctx = deps.unitOfWork.reading(deps.system(run.workspace_id))
    const graph = known ?? (await deps.plans.get(ctx, run.workflow_id, run.version))
    const base = { event: await eventOf(ctx, run), ...(graph.vars.size > 0 ? await readVariables(ctx) : noVariables) }
    const execution = new Execution(runtime, graph, run, base)
    if (run.epoch === 1) {
      execution.begin()
    } else {
      const { rows, stored } = await loadSteps(ctx, run, graph)
      execution.restore(rows, stored)
    }
    return execution
  }

  /** Works on a run until it rests. @returns why it does; what the database threw, after which it is tried again later */
  async work(execution: Execution): Promise<Rest | Error> {
    const { run } = execution
    this.#executions.set(run.id, execution)
    const working = execution.advance().catch((error: Error) => {
      this.broken(run, error)
      return error
    })
    const settled = working.then(rest => {
      this.#executions.delete(run.id)
      if (rest === 'ended') this.#stumbles.delete(run.id)
      this.#settling.delete(settled)
      const nudged = this.#nudged.delete(run.id)
      this.#parts.queue.roomCame(rest === 'released' || (rest === 'resting' && nudged))
      return rest
    })
    this.#settling.add(settled)
    return settled
  }

  /** The database refused, or the run cannot be understood. It is freed, and tried again later, unless trying cannot help. */
  broken(run: RunTable, error: unknown): void {
    if (this.#stopped) return
    const { deps, ends, queue } = this.#parts
    deps.log.error({ err: error, runId: run.id }, 'a run could not go on')
    const failure = this.#hopeless(run, error)
    const put = async (tx: Context): Promise<void> => {
      if (failure) await ends.fromRow(tx, run, { status: 'failed', error: failure })
      else await free(tx, run)
    }
    setTimeout(
      () => {
        deps.unitOfWork.writing(deps.system(run.workspace_id), put).then(
          () => queue.pull(),
          again => this.broken(run, again),
        )
      },
      failure ? 0 : pauseAfterFailure,
    ).unref()
  }

  /** Why trying again cannot help, if it cannot: what our own code says of a run, or what it stumbles over again and again. */
  #hopeless(run: RunTable, error: unknown): RunError | undefined {
    if (AtomError.is(error) && error.code.startsWith('workflow.')) return { code: error.code, message: error.message }
    if (isPassing(error) || AtomError.is(error)) return undefined
    const times = (this.#stumbles.get(run.id) ?? 0) + 1
    this.#stumbles.set(run.id, times)
    if (times < mostStumbles) return undefined
    this.#stumbles.delete(run.id)
    return { code: 'internal', message: 'Something unexpected went wrong with this run. The log says what.' }
  }

  /** Resolves when all of them rest, but after so many milliseconds at the latest. What is still under way then is cut off. */
  async stop(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await Promise.race([Promise.allSettled(this.#settling), new Promise(resolve => (timer = setTimeout(resolve, milliseconds)))])
    clearTimeout(timer)
    this.#stopped = true
    for (const execution of this.#executions.values()) execution.abandon()
  }
}

/** Nobody has the run any more; whoever takes it reads it anew. */
async function free(tx: Context, run: RunTable): Promise<void> {
  await store
    .update(tx, 'run')
    .set({ status: 'queued', owner: null })
    .where('id', '=', run.id)
    .where('epoch', '=', run.epoch)
    .where('status', '=', 'running')
    .execute()
}
