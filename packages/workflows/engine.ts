import type { JobHandler } from '@atom/jobs'
import type { Context } from '@atom/kernel'
import type { BegunCall, CallEvent } from './engine/callers.ts'
import type { EngineDeps, EngineOptions } from './engine/deps.ts'
import { assembleEngine, type EngineParts } from './engine/parts.ts'
import type { CompiledGraph } from './graph/plan.ts'
import type { Measured, RunChange, Runtime } from './run/runtime.ts'
import type { NewRun } from './run/start.ts'
import { Workers } from './run/workers.ts'
import { type LiveStatus, liveStatuses, type RunStatus, type RunTable, store } from './store.ts'
import type { Variables } from './variables/variables.ts'

/** How much there is to do, over all workspaces and processes. */
interface EngineLoad {
  /** Runs that have not ended; `held`: those that wait until fewer of their workflow are under way, which are not counted as queued. */
  runs: Record<LiveStatus | 'held', number>
  /** Milliseconds for which the oldest run waits to begin that nothing holds back. */
  oldestUnclaimed: number
  /** Runs this process works on. */
  inMemory: number
}

/**
 * Works on runs: takes those that are queued, one workspace after another, and holds them in memory while something of them can go on.
 * Everything it knows is in the database; another worker, or this one after a crash, goes on where the journal ends. What it is made of
 * lies in `engine/`; this is what others see of it.
 */
export class Engine {
  readonly owner: string
  readonly jobs: JobHandler[]
  readonly #parts: EngineParts
  readonly #workers: Workers | undefined

  constructor(deps: EngineDeps, options: EngineOptions = {}) {
    this.#parts = assembleEngine(deps, options)
    this.owner = this.#parts.owner
    this.jobs = [this.#parts.steering.wake]
    const { signals } = options
    this.#workers =
      signals &&
      new Workers({
        batch: deps.batch,
        log: deps.log,
        id: this.owner,
        beaten: ({ lost }) => {
          if (lost) deps.log.warn({}, 'this engine was silent for too long: others have taken its runs')
          this.#look()
        },
      })
    signals?.hear(text => this.#hear(text))
  }

  /** See `Intake.start`. */
  start(
    tx: Context,
    graph: CompiledGraph,
    start: NewRun,
    takeOver?: (run: RunTable, mark: Runtime['mark']) => Promise<void>,
  ): Promise<string | undefined> {
    return this.#parts.intake.start(tx, graph, start, takeOver)
  }

  /** See `Callers.begin`. */
  begin(graph: CompiledGraph, start: NewRun & { workspaceId: string }, event: CallEvent, variables?: Variables): BegunCall {
    return this.#parts.callers.begin(graph, start, event, variables)
  }

  /** Room for one more run that somebody waits for? */
  get hasRoom(): boolean {
    return this.#parts.callers.hasRoom
  }

  /** See `Steering.request`. */
  request(tx: Context, runId: string, request: 'cancel' | 'pause' | 'timeout'): Promise<RunStatus> {
    return this.#parts.steering.request(tx, runId, request)
  }

  /** See `Steering.resume`. */
  resume(tx: Context, runId: string): Promise<void> {
    return this.#parts.steering.resume(tx, runId)
  }

  /** See `Steering.retry`. */
  retry(tx: Context, runId: string): Promise<void> {
    return this.#parts.steering.retry(tx, runId)
  }

  /** See `Steering.settle`. */
  settle(tx: Context, runId: string, waitpointId: string, came: { status: 'done' | 'timeout'; result?: unknown }): Promise<boolean> {
    return this.#parts.steering.settle(tx, runId, waitpointId, came)
  }

  /** @throws workflow.run_not_found */
  find(ctx: Context, runId: string): Promise<RunTable> {
    return this.#parts.steering.find(ctx, runId)
  }

  /** Another limit may hold for the runs of this workflow from now on, in the caller's transaction. */
  limitChanged(tx: Context, workflowId: string): Promise<void> {
    return this.#parts.admission.letIn(tx, workflowId)
  }

  /** The membership of this person changes, in the caller's transaction. See `Actors`. */
  membershipChanging(tx: Context, personId: string): Promise<void> {
    return this.#parts.actors.changing(tx, personId)
  }

  /** Begins to take runs. Those of a process that died are free again. */
  async work(): Promise<void> {
    if (this.#workers) await this.#workers.join()
    else await this.release(undefined)
    this.#parts.queue.start(this.#workers)
    await this.#parts.admission.lookAtAll()
  }

  /** Frees the runs of a worker that is gone; of all but this one without a name. */
  async release(owner: string | undefined): Promise<void> {
    const { deps } = this.#parts
    await deps.unitOfWork.writing(deps.system(''), async tx => {
      let update = store
        .db(tx)
        .updateTable('run')
        .set({ status: 'queued', owner: null })
        .where('status', '=', 'running')
        .where('status', '<>', 'succeeded')
      update = owner === undefined ? update.where('owner', '<>', this.owner) : update.where('owner', '=', owner)
      await update.execute()
    })
  }

  /** Takes no more runs; those in memory go on to the next place where they can rest, for so long. What is still under way then is cut off. */
  async stop(milliseconds: number): Promise<void> {
    const { deps, queue, inMemory, callers } = this.#parts
    await queue.stop()
    await inMemory.stop(milliseconds)
    callers.stop()
    if (!this.#workers) return
    // Others need not wait until this one counts as dead.
    await this.release(this.owner)
      .then(() => this.#workers?.leave())
      .catch(error => deps.log.warn({ err: error }, 'runs could not be handed to others; they take them in half a minute'))
  }

  /** Hears of runs and steps as they become durable. @returns how to stop */
  watch(watcher: (change: RunChange) => void): () => void {
    return this.#parts.watchers.watch(watcher)
  }

  /** Is told what was measured in this process. @returns how to stop */
  meter(meter: (what: Measured, milliseconds: number) => void): () => void {
    return this.#parts.watchers.meter(meter)
  }

  async load(): Promise<EngineLoad> {
    const { deps, inMemory } = this.#parts
    const db = store.db(deps.system(''))
    const runs: EngineLoad['runs'] = { queued: 0, held: 0, running: 0, waiting: 0, paused: 0 }
    const counted = await db
      .selectFrom('run')
      .select(['status', 'held', eb => eb.fn.countAll().as('count')])
      .where('status', 'in', liveStatuses)
      .where('status', '<>', 'succeeded')
      .groupBy(['status', 'held'])
      .execute()
    for (const { status, held, count } of counted)
      runs[status === 'queued' && held === 1 ? 'held' : (status as LiveStatus)] += Number(count)
    const oldest = await db
      .selectFrom('run')
      .select(eb => eb.fn.min('created_at').as('at'))
      .where('status', '=', 'queued')
      .where('status', '<>', 'succeeded')
      .where('held', '=', 0)
      .where('started_at', 'is', null)
      .executeTakeFirst()
    const oldestUnclaimed = oldest?.at ? Math.max(0, deps.clock.now().getTime() - Date.parse(oldest.at)) : 0
    return { runs, oldestUnclaimed, inMemory: inMemory.size }
  }

  #hear(text: string | undefined): void {
    const { actors, callers, inMemory, queue } = this.#parts
    const [kind, id = ''] = text?.split(':') ?? []
    if (kind === undefined) this.#look()
    else if (kind === 'answer') callers.hear(id)
    else if (kind === 'member') actors.changed(id)
    else if (!inMemory.nudge(id)) queue.pull()
  }

  /** Signals may have been missed: what waits is taken, and what is wanted of the runs here is looked at. */
  #look(): void {
    const { deps, admission, inMemory, queue } = this.#parts
    queue.pull()
    admission.lookAtAll().catch(error => deps.log.warn({ err: error }, 'runs that are held back could not be looked at'))
    if (inMemory.size === 0) return
    store
      .db(deps.system(''))
      .selectFrom('run')
      .select(['id', 'poke'])
      .where('status', '=', 'running')
      .where('status', '<>', 'succeeded')
      .where('owner', '=', this.owner)
      .execute()
      .then(rows => {
        for (const { id, poke } of rows) inMemory.nudge(id, poke)
      })
      .catch(error => deps.log.warn({ err: error }, 'what is wanted of runs could not be read'))
  }
}
