import type { AtomEvent } from '@atom/events'
import type { JobHandler } from '@atom/jobs'
import { AtomError, type Clock, type Context, type Logger, newId, type UnitOfWork } from '@atom/kernel'
import { afterCommit, type Batch, isPassing, runBatch, type Signals, type Statement, storageErrors, type Vault } from '@atom/storage'
import { workflowErrors } from './errors.ts'
import type { CompiledGraph } from './graph/plan.ts'
import type { Plans } from './graph/plans.ts'
import type { Answer } from './nodes/node-type.ts'
import { Execution } from './run/execution.ts'
import { enterGate, leaveGate } from './run/gate.ts'
import { journalPurpose, markOf } from './run/hidden.ts'
import { journal } from './run/journal.ts'
import { cameOf, loadSteps, outputOfStep } from './run/load.ts'
import { outcomeOf, type RunOutcome } from './run/outcome.ts'
import type { Rest } from './run/putting-down.ts'
import type { RunError } from './run/run-error.ts'
import type { Measured, RunChange, Runtime } from './run/runtime.ts'
import { type NewRun, newRun } from './run/start.ts'
import { startErrorRun } from './run/start-error-run.ts'
import { Workers } from './run/workers.ts'
import { finalStatuses, type LiveStatus, liveStatuses, type RunStatus, type RunTable, store } from './store.ts'
import { answerGiven } from './triggers/approval.ts'
import { eventAsSeen } from './triggers/event-as-seen.ts'
import { noVariables, openSecrets, readVariables, type Variables } from './variables/variables.ts'

export interface EngineDeps {
  clock: Clock
  log: Logger
  unitOfWork: UnitOfWork
  batch: Batch
  plans: Plans
  vault: Pick<Vault, 'open' | 'derive'>
  /** A context of the system in this workspace, or in none. */
  system(workspaceId: string): Context
  /** The person in that workspace with the role of this moment, acting through a run; nothing when they have left. */
  memberContext(workspaceId: string, personId: string, runId: string): Promise<Context | undefined>
}

export interface EngineOptions {
  /** Runs in memory at the same time; 1,000 unless told. Others wait in the database. */
  capacity?: number
  /** Other processes may work on the same database, and hear of each other by these. */
  signals?: Signals | undefined
}

/** Milliseconds a worker waits after the database refused it (a full disk, a restart) before it tries again. */
const pauseAfterFailure = 1000
/** Milliseconds for which an answer from another process is waited for, and after which it is looked for without being told. */
const mostPatience = 60_000
const lookEvery = 500
/** Milliseconds in which room that runs leave gathers before others are taken. */
const gatherRoom = 20
/** Times a run may make our own code stumble before it is failed. */
const mostStumbles = 5

/**
 * Works on runs: takes those that are queued, one workspace after another, and holds them in memory while something of them can go on.
 * Everything it knows is in the database; another worker, or this one after a crash, goes on where the journal ends.
 */
export class Engine {
  readonly owner = newId()
  readonly #deps: EngineDeps
  readonly #capacity: number
  readonly #markKey: Buffer
  readonly #signals: Signals | undefined
  readonly #workers: Workers | undefined
  readonly #waiting = new Map<string, () => void>()
  readonly #executions = new Map<string, Execution>()
  readonly #stumbles = new Map<string, number>()
  readonly #settling = new Set<Promise<unknown>>()
  readonly #watchers = new Set<(change: RunChange) => void>()
  /** Runs a webhook waits for, told as they change. */
  readonly #awaited = new Map<string, (status: RunStatus) => void>()
  readonly #answers = new Map<string, (answer: Answer) => void>()
  readonly #meters = new Set<(what: Measured, milliseconds: number) => void>()
  #working = false
  #stopped = false
  #pulling: Promise<void> | undefined
  #again = false
  /** Queued runs were left for want of room. */
  #isFull = false
  #gathering: NodeJS.Timeout | undefined
  #retry: NodeJS.Timeout | undefined
  readonly #runtime: Runtime

  constructor(deps: EngineDeps, { capacity = 1000, signals }: EngineOptions = {}) {
    this.#deps = deps
    this.#capacity = capacity
    this.#markKey = deps.vault.derive(journalPurpose)
    this.#signals = signals
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
    const reading = (workspaceId: string) => deps.unitOfWork.reading(deps.system(workspaceId))
    const workspaceOf = (runId: string) => this.#executions.get(runId)?.run.workspace_id ?? ''
    this.#runtime = {
      clock: deps.clock,
      log: deps.log,
      batch: deps.batch,
      unitOfWork: deps.unitOfWork,
      owner: this.owner,
      measure: (what, milliseconds) => {
        for (const meter of this.#meters) meter(what, milliseconds)
      },
      system: deps.system,
      actor: run => this.#actor(run),
      secrets: (ctx, names) => openSecrets(deps.unitOfWork.reading(ctx), deps.vault, names),
      mark: (runId, seq) => markOf(this.#markKey, runId, seq),
      enter: (tx, request) => enterGate(tx, request),
      leave: (tx, runId, seq) => this.#leaveGate(tx, { runId, seq }),
      output: (runId, seq) => outputOfStep(reading(workspaceOf(runId)), runId, seq),
      came: runId => cameOf(reading(workspaceOf(runId)), runId),
      wakeAt: async (tx, { runId, waitpointId, until }) => {
        await tx.jobs.enqueue(tx, { kind: 'workflow.wake', payload: { runId, waitpointId }, runAt: until, key: `wait:${waitpointId}` })
      },
      hasSequel: (run, { graph }, status) =>
        run.parent_wait !== null || status !== 'succeeded' || run.deadline !== null || graph.settings?.concurrency !== undefined,
      lookAt: async (tx, { runId, waitpointId, approvalId }) => {
        const result = await answerGiven(tx, approvalId)
        if (result) await this.settle(tx, runId, waitpointId, { status: 'done', result })
      },
      ended: (tx, run, end) => this.#ended(tx, run, end),
      changed: change => this.#changed(change),
      answered: (run, graph, answer) => {
        const here = this.#answers.get(run.id)
        if (here && answer) here(answer)
        // Another process took the call.
        if (here || !isAwaited(graph)) return
        this.#signals?.send(deps.system(run.workspace_id), `answer:${run.id}`).catch(() => {})
      },
    }
  }

  // ------------------------------------------------------------------ starting

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
    const run = newRun(tx, graph, start)
    const limit = graph.graph.settings?.concurrency
    if (limit) {
      const live = await this.#live(tx, run.workflow_id)
      if (live.length >= limit.limit) {
        if (limit.policy === 'skip') return undefined
        if (limit.policy === 'queue') run.held = 1
        else for (const previous of live) await this.request(tx, previous.id, 'cancel')
      }
    }
    // With a journal already it is read before it goes on, like one that was taken up again.
    if (takeOver) run.epoch = 1
    const here = !takeOver && run.held === 0 && this.#working && this.#executions.size < this.#capacity
    if (here) Object.assign(run, { status: 'running', owner: this.owner, epoch: 1, started_at: run.created_at })
    await runBatch(tx, [journal.insertRun(run)])
    await takeOver?.(run, this.#runtime.mark)
    if (run.deadline) await this.#runtime.wakeAt(tx, { runId: run.id, waitpointId: deadlineOf(run.id), until: run.deadline })
    if (!here && run.held === 0) await this.#signal(tx, run.id)
    afterCommit(tx, () => {
      this.#runtime.changed({ type: 'run', workspaceId: run.workspace_id, workflowId: run.workflow_id, runId: run.id, status: run.status })
      if (here) this.#adopt(run, graph)
      else this.#pull()
    })
    return run.id
  }

  /**
   * Starts a run whose event and row are written with its first steps, for a webhook that waits. Event and run have the same id.
   * `variables`: those of the workspace, where the graph names any.
   * `born` resolves when both are durable, `outcome` when the run answers, ends or rests.
   * `born` rejects with storage.overtaken when the event was there already, and with what the database says.
   */
  begin(
    graph: CompiledGraph,
    start: NewRun & { workspaceId: string },
    event: { name: string; data: Record<string, unknown>; sourceId?: string },
    variables: Variables = noVariables,
  ): { runId: string; born: Promise<void>; outcome: Promise<RunOutcome> } {
    const { settings } = graph.graph
    if (settings?.concurrency || settings?.timeout !== undefined) return this.#beginWithin(graph, start, event)
    const run = newRun({ workspaceId: start.workspaceId, clock: this.#deps.clock }, graph, start)
    Object.assign(run, { status: 'running', event_id: run.id, owner: this.owner, epoch: 1, started_at: run.created_at })
    const birth = journal.insertEvent({
      name: event.name,
      workspaceId: start.workspaceId,
      id: run.id,
      at: run.created_at,
      data: JSON.stringify(event.data),
      sourceId: event.sourceId ?? null,
    })
    if (!this.#working) return this.#beginElsewhere(graph, run, birth)
    const execution = new Execution(this.#runtime, graph, run, { event: event.data, ...variables }, [birth])
    const born = Promise.withResolvers<void>()
    const outcome = Promise.withResolvers<RunOutcome>()
    execution.onBorn(born.resolve)
    this.#answers.set(run.id, answer => outcome.resolve({ status: 'running', answer }))
    execution.begin()
    void this.#work(execution).then(rest => {
      this.#answers.delete(run.id)
      if (rest === 'lost') born.reject(storageErrors.overtaken())
      else if (rest instanceof Error) born.reject(rest)
      outcome.resolve(execution.outcome ?? { status: 'waiting' })
    })
    born.promise.catch(() => {})
    return { runId: run.id, born: born.promise, outcome: outcome.promise }
  }

  /** A run of a workflow that has limits, which need a transaction of their own to be kept. `born` rejects with workflow.skipped too. */
  #beginWithin(
    graph: CompiledGraph,
    start: NewRun & { workspaceId: string },
    event: { name: string; data: Record<string, unknown>; sourceId?: string },
  ): ReturnType<Engine['begin']> {
    const { workspaceId } = start
    const ctx = this.#deps.system(workspaceId)
    const id = newId()
    const outcome = Promise.withResolvers<RunOutcome>()
    this.#awaited.set(id, status => {
      if (status === 'queued' || status === 'running') return
      const reading = this.#deps.unitOfWork.reading(ctx)
      outcome.resolve(this.find(reading, id).then(run => (isFinal(run.status) ? outcomeOf(reading, run) : { status: run.status })))
    })
    const patience = setTimeout(() => outcome.resolve({ status: 'waiting' }), mostPatience).unref()
    this.#answers.set(id, answer => outcome.resolve({ status: 'running', answer }))
    const born = this.#deps.unitOfWork.writing(ctx, async tx => {
      const data = JSON.stringify(event.data)
      const at = tx.clock.now().toISOString()
      await runBatch(tx, [journal.insertEvent({ workspaceId, id, name: event.name, data, sourceId: event.sourceId ?? null, at })])
      if (!(await this.start(tx, graph, { ...start, id, eventId: id }))) throw workflowErrors.skipped()
    })
    born.then(
      () => {
        if (!this.#signals) return
        if (isAwaited(graph) || this.#working) this.#outcomeElsewhere(ctx, id).then(outcome.resolve, outcome.reject)
        else outcome.resolve({ status: 'queued' })
      },
      () => outcome.resolve({ status: 'cancelled' }),
    )
    const told = outcome.promise
      .catch((): RunOutcome => ({ status: 'waiting' }))
      .finally(() => {
        clearTimeout(patience)
        this.#awaited.delete(id)
        this.#answers.delete(id)
      })
    return { runId: id, born, outcome: told }
  }

  /** The run is begun by a process that works; this one looks for its answer, where the caller wants one. */
  #beginElsewhere(graph: CompiledGraph, run: RunTable, birth: Statement): ReturnType<Engine['begin']> {
    Object.assign(run, { status: 'queued', owner: null, epoch: 0, started_at: null })
    const ctx = this.#deps.system(run.workspace_id)
    const born = this.#deps.unitOfWork.writing(ctx, async tx => {
      await runBatch(tx, [birth, journal.insertRun(run)])
      await this.#signal(tx, run.id)
    })
    born.catch(() => {})
    const { id: runId, status } = run
    const outcome = born.then(async () => (isAwaited(graph) ? this.#outcomeElsewhere(ctx, runId) : { status }))
    return { runId, born, outcome: outcome.catch(() => ({ status: 'waiting' })) }
  }

  /** Looks when it is told to, and now and then. */
  async #outcomeElsewhere(ctx: Context, runId: string): Promise<RunOutcome> {
    const deadline = performance.now() + mostPatience
    try {
      for (;;) {
        const told = new Promise<void>(resolve => {
          this.#waiting.set(runId, resolve)
          setTimeout(resolve, lookEvery).unref()
        })
        const run = await this.find(this.#deps.unitOfWork.reading(ctx), runId)
        if (run.answer !== null) return { status: run.status, answer: JSON.parse(run.answer) }
        if (isFinal(run.status)) return outcomeOf(this.#deps.unitOfWork.reading(ctx), run)
        if (run.status === 'waiting' || run.status === 'paused' || performance.now() > deadline || this.#stopped)
          return { status: run.status }
        await told
      }
    } finally {
      this.#waiting.delete(runId)
    }
  }

  /** Room for one more run that somebody waits for? Where others work, they have it. */
  get hasRoom(): boolean {
    return this.#working ? this.#executions.size < this.#capacity : this.#signals !== undefined && !this.#stopped
  }

  // ------------------------------------------------------------------ wants

  /**
   * Cancels or pauses a run, in the caller's transaction. One that nobody works on ends or rests at once, from its row alone.
   * @throws workflow.run_not_found, workflow.run_settled
   */
  async request(tx: Context, runId: string, request: 'cancel' | 'pause' | 'timeout'): Promise<RunStatus> {
    const run = await this.find(tx, runId)
    if (isFinal(run.status)) throw workflowErrors.run_settled({ status: run.status })
    if (run.owner !== null) {
      await store
        .update(tx, 'run')
        .set({ request, poke: run.poke + 1 })
        .where('id', '=', runId)
        .execute()
      await this.#wakeLater(tx, runId)
      return run.status
    }
    if (request === 'pause') {
      await store.update(tx, 'run').set({ status: 'paused' }).where('id', '=', runId).where('owner', 'is', null).execute()
      return 'paused'
    }
    const status = request === 'cancel' ? 'cancelled' : 'failed'
    const error: RunError | undefined =
      request === 'timeout' ? { code: 'workflow.run_timed_out', message: workflowErrors.run_timed_out().message } : undefined
    const at = tx.clock.now().toISOString()
    await store
      .update(tx, 'run')
      .set({ status, finished_at: at, error: error ? JSON.stringify(error) : null, epoch: run.epoch + 1 })
      .where('id', '=', runId)
      .where('owner', 'is', null)
      .execute()
    await this.#close(tx, runId, at)
    await this.#ended(tx, run, { status, error, output: undefined })
    afterCommit(tx, () => this.#runtime.changed({ type: 'run', workspaceId: run.workspace_id, workflowId: run.workflow_id, runId, status }))
    return status
  }

  /** A paused run goes on. @throws workflow.run_not_found, workflow.run_not_paused */
  async resume(tx: Context, runId: string): Promise<void> {
    const run = await this.find(tx, runId)
    if (run.status !== 'paused' && run.request !== 'pause') throw workflowErrors.run_not_paused({ status: run.status })
    const paused = run.status === 'paused'
    await store
      .update(tx, 'run')
      .set({ request: null, poke: run.poke + 1, ...(paused ? { status: 'queued' } : {}) })
      .where('id', '=', runId)
      .execute()
    await this.#wakeLater(tx, runId)
  }

  /** A failed or cancelled run goes on from the step that failed; what has ended stays. @throws workflow.run_not_found, workflow.run_not_failed */
  async retry(tx: Context, runId: string): Promise<void> {
    const run = await this.find(tx, runId)
    if (run.status !== 'failed' && run.status !== 'cancelled') throw workflowErrors.run_not_failed({ status: run.status })
    const { graph } = await this.#deps.plans.get(tx, run.workflow_id, run.version)
    const limit = graph.settings?.concurrency
    const full = limit?.policy === 'queue' && (await this.#live(tx, run.workflow_id)).length >= limit.limit
    await store
      .update(tx, 'run')
      .set({
        status: 'queued',
        n: run.n + 1,
        held: full ? 1 : 0,
        error: null,
        finished_at: null,
        request: null,
        owner: null,
        poke: run.poke + 1,
        deadline: null,
      })
      .where('id', '=', runId)
      .execute()
    await this.#wakeLater(tx, runId)
  }

  /** Something a run waits for came, in the caller's transaction. @returns whether it was still waited for */
  async settle(tx: Context, runId: string, waitpointId: string, came: { status: 'done' | 'timeout'; result?: unknown }): Promise<boolean> {
    const changed = await store
      .update(tx, 'waitpoint')
      .set({ status: came.status, result: came.result === undefined ? null : JSON.stringify(came.result) })
      .where('run_id', '=', runId)
      .where('id', '=', waitpointId)
      .where('status', '=', 'pending')
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return false
    await tx.jobs.cancel(tx, `wait:${waitpointId}`)
    const run = await this.find(tx, runId)
    await store
      .update(tx, 'run')
      .set({ poke: run.poke + 1, ...(run.status === 'waiting' ? { status: 'queued' } : {}) })
      .where('id', '=', runId)
      .execute()
    await this.#wakeLater(tx, runId)
    return true
  }

  /** @throws workflow.run_not_found */
  async find(ctx: Context, runId: string): Promise<RunTable> {
    const run = await store.from(ctx, 'run').selectAll().where('id', '=', runId).executeTakeFirst()
    if (!run) throw workflowErrors.run_not_found()
    return run
  }

  /** Events that runs wait for; called for every event in its own transaction. */
  async onEvent(
    tx: Context,
    event: AtomEvent,
    holds: (where: string) => Promise<boolean>,
    seen: () => Promise<Record<string, unknown>>,
  ): Promise<void> {
    const waiting = await store
      .from(tx, 'waitpoint')
      .select(['run_id', 'id', 'match'])
      .where('kind', '=', 'event')
      .where('subject', '=', event.name)
      .where('status', '=', 'pending')
      .execute()
    for (const { run_id, id, match } of waiting)
      if (match === null || (await holds(match))) await this.settle(tx, run_id, id, { status: 'done', result: await seen() })
  }

  // ------------------------------------------------------------------ jobs

  readonly jobs: JobHandler[] = [
    {
      kind: 'workflow.wake',
      run: async (ctx, payload) => {
        const { runId, waitpointId } = payload as { runId: string; waitpointId: string }
        await this.#deps.unitOfWork.writing(ctx, async tx => {
          if (waitpointId === deadlineOf(runId)) return this.#deadline(tx, runId)
          const wait = await store
            .from(tx, 'waitpoint')
            .select('kind')
            .where('run_id', '=', runId)
            .where('id', '=', waitpointId)
            .executeTakeFirst()
          if (wait)
            await this.settle(tx, runId, waitpointId, { status: ['time', 'retry', 'rate'].includes(wait.kind) ? 'done' : 'timeout' })
        })
      },
    },
  ]

  async #deadline(tx: Context, runId: string): Promise<void> {
    const run = await store.from(tx, 'run').select('status').where('id', '=', runId).executeTakeFirst()
    if (run && !isFinal(run.status)) await this.request(tx, runId, 'timeout')
  }

  // ------------------------------------------------------------------ working

  /** Begins to take runs. Those of a process that died are free again. */
  async work(): Promise<void> {
    if (this.#workers) await this.#workers.join()
    else await this.release(undefined)
    this.#working = true
    this.#pull()
  }

  /** Frees the runs of a worker that is gone; of all but this one without a name. */
  async release(owner: string | undefined): Promise<void> {
    const ctx = this.#deps.system('')
    await this.#deps.unitOfWork.writing(ctx, async tx => {
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
    this.#working = false
    clearTimeout(this.#retry)
    clearTimeout(this.#gathering)
    await this.#pulling
    let timer: NodeJS.Timeout | undefined
    await Promise.race([Promise.allSettled(this.#settling), new Promise(resolve => (timer = setTimeout(resolve, milliseconds)))])
    clearTimeout(timer)
    this.#stopped = true
    for (const execution of this.#executions.values()) execution.abandon()
    for (const resolve of this.#waiting.values()) resolve()
    if (!this.#workers) return
    // Others need not wait until this one counts as dead.
    await this.release(this.owner)
      .then(() => this.#workers?.leave())
      .catch(error => this.#deps.log.warn({ err: error }, 'runs could not be handed to others; they take them in half a minute'))
  }

  /** Hears of runs and steps as they become durable. @returns how to stop */
  watch(watcher: (change: RunChange) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Is told what was measured in this process. @returns how to stop */
  meter(meter: (what: Measured, milliseconds: number) => void): () => void {
    this.#meters.add(meter)
    return () => this.#meters.delete(meter)
  }

  /** How much there is to do, over all workspaces and processes; `inMemory` in this one. `oldestUnclaimed`: milliseconds a run waits to begin. */
  async load(): Promise<{ runs: Record<LiveStatus, number>; oldestUnclaimed: number; inMemory: number }> {
    const db = store.db(this.#deps.system(''))
    const runs = { queued: 0, running: 0, waiting: 0, paused: 0 }
    const counted = await db
      .selectFrom('run')
      .select(['status', eb => eb.fn.countAll().as('count')])
      .where('status', 'in', liveStatuses)
      .where('status', '<>', 'succeeded')
      .groupBy('status')
      .execute()
    for (const { status, count } of counted) runs[status as LiveStatus] = Number(count)
    const oldest = await db
      .selectFrom('run')
      .select(eb => eb.fn.min('created_at').as('at'))
      .where('status', '=', 'queued')
      .where('status', '<>', 'succeeded')
      .where('held', '=', 0)
      .where('started_at', 'is', null)
      .executeTakeFirst()
    const oldestUnclaimed = oldest?.at ? Math.max(0, this.#deps.clock.now().getTime() - Date.parse(oldest.at)) : 0
    return { runs, oldestUnclaimed, inMemory: this.#executions.size }
  }

  #changed(change: RunChange): void {
    if (change.type === 'run') this.#awaited.get(change.runId)?.(change.status)
    for (const watcher of this.#watchers) watcher(change)
  }

  /** Tells the other processes that something of this run is to be done, when the transaction is durable. */
  async #signal(tx: Context, runId: string): Promise<void> {
    await this.#signals?.send(tx, `run:${runId}`)
  }

  #hear(text: string | undefined): void {
    const [kind, runId = ''] = text?.split(':') ?? []
    if (kind === undefined) this.#look()
    else if (kind === 'answer') this.#waiting.get(runId)?.()
    else if (this.#executions.has(runId)) this.#executions.get(runId)?.nudge()
    else this.#pull()
  }

  /** Signals may have been missed: what waits is taken, and what is wanted of the runs here is looked at. */
  #look(): void {
    this.#pull()
    if (this.#executions.size === 0) return
    store
      .db(this.#deps.system(''))
      .selectFrom('run')
      .select(['id', 'poke'])
      .where('status', '=', 'running')
      .where('status', '<>', 'succeeded')
      .where('owner', '=', this.owner)
      .execute()
      .then(rows => {
        for (const { id, poke } of rows) this.#executions.get(id)?.nudge(poke)
      })
      .catch(error => this.#deps.log.warn({ err: error }, 'what is wanted of runs could not be read'))
  }

  async #wakeLater(tx: Context, runId: string): Promise<void> {
    if (!this.#executions.has(runId)) await this.#signal(tx, runId)
    afterCommit(tx, () => {
      const here = this.#executions.get(runId)
      if (here) here.nudge()
      else this.#pull()
    })
  }

  #adopt(run: RunTable, graph: CompiledGraph): void {
    void this.#prepare(run, graph)
      .then(execution => this.#work(execution))
      .catch(error => this.#broken(run, error))
  }

  async #prepare(run: RunTable, graph: CompiledGraph): Promise<Execution> {
    const ctx = this.#deps.unitOfWork.reading(this.#deps.system(run.workspace_id))
    const base = { event: await eventOf(ctx, run), ...(graph.vars.size > 0 ? await readVariables(ctx) : noVariables) }
    const execution = new Execution(this.#runtime, graph, run, base)
    if (run.epoch === 1) {
      execution.begin()
    } else {
      const { rows, stored } = await loadSteps(ctx, run, graph)
      execution.restore(rows, stored)
    }
    return execution
  }

  /** Works on a run until it rests. @returns why it does; what the database threw, after which it is tried again later */
  async #work(execution: Execution): Promise<Rest | Error> {
    const { run } = execution
    this.#executions.set(run.id, execution)
    const working = execution.advance().catch((error: Error) => {
      this.#broken(run, error)
      return error
    })
    const settled = working.then(rest => {
      this.#executions.delete(run.id)
      if (rest === 'ended') this.#stumbles.delete(run.id)
      this.#settling.delete(settled)
      if (rest === 'released') this.#pull()
      else if (this.#isFull) this.#pullSoon()
      return rest
    })
    this.#settling.add(settled)
    return settled
  }

  /** The database refused, or the run cannot be understood. It is freed, and tried again later, unless trying cannot help. */
  #broken(run: RunTable, error: unknown): void {
    if (this.#stopped) return
    this.#deps.log.error({ err: error, runId: run.id }, 'a run could not go on')
    const failure = this.#hopeless(run, error)
    const put = async (tx: Context) => {
      const own = store.update(tx, 'run').where('id', '=', run.id).where('epoch', '=', run.epoch).where('status', '=', 'running')
      if (!failure) return void (await own.set({ status: 'queued', owner: null }).execute())
      const at = this.#deps.clock.now().toISOString()
      const ended = await own
        .set({ status: 'failed', owner: null, request: null, error: JSON.stringify(failure), finished_at: at })
        .executeTakeFirst()
      if (ended.numUpdatedRows === 0n) return
      await this.#close(tx, run.id, at)
      await this.#ended(tx, run, { status: 'failed', error: failure, output: undefined })
      const { workspace_id: workspaceId, workflow_id: workflowId, id: runId } = run
      afterCommit(tx, () => this.#runtime.changed({ type: 'run', workspaceId, workflowId, runId, status: 'failed' }))
    }
    setTimeout(
      () => {
        this.#deps.unitOfWork.writing(this.#deps.system(run.workspace_id), put).then(
          () => this.#pull(),
          again => this.#broken(run, again),
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

  /** Nothing of the run is under way or waited for any more. */
  async #close(tx: Context, runId: string, at: string): Promise<void> {
    await store
      .db(tx)
      .updateTable('step')
      .set({ status: 'cancelled', finished_at: at })
      .where('run_id', '=', runId)
      .where('status', 'in', ['running', 'waiting', 'retrying'])
      .execute()
    await runBatch(tx, [journal.dropWaitpoints(runId)])
  }

  /** Takes queued runs while there is room, of each workspace in turn. */
  #pull(): void {
    if (!this.#working) return
    if (this.#pulling) {
      this.#again = true
      return
    }
    this.#pulling = this.#take()
      .catch(error => {
        this.#deps.log.error({ err: error }, 'looking for queued runs failed')
        this.#retry = setTimeout(() => this.#pull(), pauseAfterFailure).unref()
      })
      .finally(() => {
        this.#pulling = undefined
        if (this.#again) {
          this.#again = false
          this.#pull()
        }
      })
  }

  #pullSoon(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      this.#pull()
    }, gatherRoom).unref()
  }

  async #take(): Promise<void> {
    this.#isFull = false
    while (this.#working) {
      const most = this.#capacity
      const share = (await this.#workers?.share({ held: this.#executions.size, most })) ?? most
      const room = share - this.#executions.size
      if (room <= 0) {
        this.#isFull = true
        return
      }
      const runs = await this.#claim(Math.min(room, 100))
      if (runs.length === 0) return
      await Promise.all(
        runs.map(async run => {
          const ctx = this.#deps.unitOfWork.reading(this.#deps.system(run.workspace_id))
          try {
            const graph = await this.#deps.plans.get(ctx, run.workflow_id, run.version)
            const execution = await this.#prepare(run, graph)
            void this.#work(execution)
          } catch (error) {
            this.#broken(run, error)
          }
        }),
      )
    }
  }

  /** Takes queued runs, of each workspace in turn, those of high priority first. */
  async #claim(most: number): Promise<RunTable[]> {
    const workspaces: string[] = []
    for (let after = ''; workspaces.length < most; ) {
      const next = await store
        .db(this.#deps.system(''))
        .selectFrom('run')
        .select('workspace_id')
        .where('status', '=', 'queued')
        .where('status', '<>', 'succeeded')
        .where('held', '=', 0)
        .where('owner', 'is', null)
        .where('workspace_id', '>', after)
        .orderBy('workspace_id')
        .limit(1)
        .executeTakeFirst()
      if (!next) break
      workspaces.push(next.workspace_id)
      after = next.workspace_id
    }
    if (workspaces.length === 0) return []
    const each = Math.max(1, Math.floor(most / workspaces.length))
    const at = this.#deps.clock.now().toISOString()
    const others = this.#signals !== undefined
    const claimed = await this.#deps.batch(workspaces.map(workspace => journal.claim(workspace, this.owner, at, each, others)))
    return claimed.flat() as unknown as RunTable[]
  }

  // ------------------------------------------------------------------ as whom, and what follows

  async #actor(run: RunTable): Promise<Context> {
    const ctx = await this.#deps.memberContext(run.workspace_id, run.person_id, run.id)
    if (!ctx) throw workflowErrors.publisher_gone()
    return { ...ctx, log: logOf(ctx.log, run) }
  }

  async #live(ctx: Context, workflowId: string): Promise<{ id: string }[]> {
    return store
      .from(ctx, 'run')
      .select('id')
      .where('workflow_id', '=', workflowId)
      .where('status', 'in', ['queued', 'running', 'waiting', 'paused'])
      .where('status', '<>', 'succeeded')
      .where('held', '=', 0)
      .orderBy('id')
      .execute()
  }

  /** Turns are given to those who wait for them. */
  #leaveGate(tx: Context, of: { runId: string; seq?: number }): Promise<void> {
    return leaveGate(tx, of, async (runId, seq) => {
      const wait = await store
        .from(tx, 'waitpoint')
        .select('id')
        .where('run_id', '=', runId)
        .where('seq', '=', seq)
        .where('kind', '=', 'slot')
        .where('status', '=', 'pending')
        .executeTakeFirst()
      return wait !== undefined && (await this.settle(tx, runId, wait.id, { status: 'done' }))
    })
  }

  async #ended(tx: Context, run: RunTable, end: { status: RunStatus; error: RunError | undefined; output: unknown }): Promise<void> {
    if (run.deadline) await tx.jobs.cancel(tx, `wait:${deadlineOf(run.id)}`)
    if (run.parent_wait) {
      const result = { runId: run.id, status: end.status, output: end.output ?? null, ...(end.error ? { error: end.error } : {}) }
      await this.settle(tx, run.parent_wait, run.id, { status: 'done', result })
    }
    if (end.status !== 'succeeded') await this.#endChildren(tx, run.id)
    await this.#leaveGate(tx, { runId: run.id })
    if (end.status === 'failed') {
      await startErrorRun({ engine: this, plans: this.#deps.plans, eventOf }, tx, run, end.error)
      await tx.events.publish(tx, {
        name: 'run.failed',
        data: { id: run.id, workflow: run.workflow_id, ...(end.error ? { error: end.error } : {}) },
      })
    }
    // One that was held back itself leaves no room.
    if (run.held === 1) return
    const next = await store
      .from(tx, 'run')
      .select('id')
      .where('workflow_id', '=', run.workflow_id)
      .where('status', '=', 'queued')
      .where('status', '<>', 'succeeded')
      .where('held', '=', 1)
      .orderBy('priority')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!next) return
    await store.update(tx, 'run').set({ held: 0 }).where('id', '=', next.id).execute()
    await this.#wakeLater(tx, next.id)
  }

  /** Runs it waited for: nobody wants what they give any more. */
  async #endChildren(tx: Context, runId: string): Promise<void> {
    const children = await store
      .from(tx, 'run')
      .innerJoin('waitpoint', join => join.onRef('waitpoint.id', '=', 'run.id').onRef('waitpoint.workspace_id', '=', 'run.workspace_id'))
      .select('run.id')
      .where('waitpoint.run_id', '=', runId)
      .where('waitpoint.kind', '=', 'run')
      .where('run.parent_wait', '=', runId)
      .where('run.status', 'not in', finalStatuses)
      .execute()
    for (const { id } of children) await this.request(tx, id, 'cancel')
  }
}

/** Every line a step writes says of which run it is. */
function logOf(log: Logger, { id: runId, workflow_id: workflow }: RunTable): Logger {
  const own = { runId, workflow }
  return {
    debug: (fields, message) => log.debug({ ...own, ...fields }, message),
    info: (fields, message) => log.info({ ...own, ...fields }, message),
    warn: (fields, message) => log.warn({ ...own, ...fields }, message),
    error: (fields, message) => log.error({ ...own, ...fields }, message),
  }
}

const deadlineOf = (runId: string) => `deadline:${runId}`
/** Whoever called the webhook that started it waits for what it answers. */
const isAwaited = ({ graph: { trigger } }: CompiledGraph) => trigger.type === 'webhook' && (trigger.respond ?? 'immediate') !== 'immediate'
const isFinal = (status: RunStatus) => (finalStatuses as readonly string[]).includes(status)

/** What `event` is in a run’s expressions. */
export async function eventOf(ctx: Context, run: RunTable): Promise<unknown> {
  if (run.event !== null) return JSON.parse(run.event)
  if (run.event_id === null) return {}
  const row = await store.from(ctx, 'event_log').select(['name', 'data', 'at']).where('id', '=', run.event_id).executeTakeFirst()
  if (!row) return {}
  return run.trigger === 'webhook' ? JSON.parse(row.data) : eventAsSeen({ name: row.name, at: row.at, data: JSON.parse(row.data) })
}
