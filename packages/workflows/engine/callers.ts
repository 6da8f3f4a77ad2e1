import { type Context, newId } from '@atom/kernel'
import { runBatch, type Statement, storageErrors } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { CompiledGraph } from '../graph/plan.ts'
import type { Answer } from '../nodes/node-type.ts'
import { Execution } from '../run/execution.ts'
import { journal } from '../run/journal.ts'
import { outcomeOf, type RunOutcome } from '../run/outcome.ts'
import type { RunChange } from '../run/runtime.ts'
import { type NewRun, newRun } from '../run/start.ts'
import { isFinal, type RunTable } from '../store.ts'
import { noVariables, type Variables } from '../variables/variables.ts'
import type { EngineParts } from './parts.ts'

/** Milliseconds for which an answer from another process is waited for, and after which it is looked for without being told. */
const mostPatience = 60_000
const lookEvery = 500

/** A run somebody waits for. */
export interface BegunCall {
  runId: string
  /** Event and run are durable. Rejects with storage.overtaken when the event was there already, and with what the database says. */
  born: Promise<void>
  /** The run answers, ends or rests. */
  outcome: Promise<RunOutcome>
}

/** What came, as a row of the event log. */
export interface CallEvent {
  name: string
  data: Record<string, unknown>
  sourceId?: string
}

type Call = NewRun & { workspaceId: string }

/** Runs that webhooks began and wait for, in this process or another. Event and run have the same id. */
export class Callers {
  readonly #parts: Pick<
    EngineParts,
    'deps' | 'owner' | 'signals' | 'inMemory' | 'intake' | 'queue' | 'runtime' | 'steering' | 'watchers' | 'wakes'
  >
  readonly #answers = new Map<string, (answer: Answer) => void>()
  /** Those who wait for a run of another process. */
  readonly #told = new Map<string, () => void>()
  #stopped = false

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Room for one more run that somebody waits for? Where others work, they have it. */
  get hasRoom(): boolean {
    const { inMemory, queue, signals } = this.#parts
    return queue.isOn ? inMemory.hasRoom : signals !== undefined && !this.#stopped
  }

  /**
   * Starts a run whose event and row are written with its first steps. `variables`: those of the workspace, where the graph names any.
   * `born` rejects with workflow.skipped too where its limit says so.
   */
  begin(graph: CompiledGraph, start: Call, event: CallEvent, variables: Variables = noVariables): BegunCall {
    const { deps, owner, runtime, queue, inMemory } = this.#parts
    const { settings } = graph.graph
    if (settings?.concurrency || settings?.timeout !== undefined) return this.#beginWithin(graph, start, event)
    const run = newRun({ workspaceId: start.workspaceId, clock: deps.clock }, graph, start)
    Object.assign(run, { status: 'running', event_id: run.id, owner, epoch: 1, started_at: run.created_at })
    const birth = eventRow(start.workspaceId, run.id, run.created_at, event)
    if (!queue.isOn) return this.#beginElsewhere(graph, run, birth)
    const execution = new Execution(runtime, graph, run, { event: event.data, ...variables }, [birth])
    const born = Promise.withResolvers<void>()
    const outcome = Promise.withResolvers<RunOutcome>()
    execution.onBorn(born.resolve)
    this.#answers.set(run.id, answer => outcome.resolve({ status: 'running', answer }))
    execution.begin()
    void inMemory.work(execution).then(rest => {
      this.#answers.delete(run.id)
      if (rest === 'lost') born.reject(storageErrors.overtaken())
      else if (rest instanceof Error) born.reject(rest)
      outcome.resolve(execution.outcome ?? { status: 'waiting' })
    })
    born.promise.catch(() => {})
    return { runId: run.id, born: born.promise, outcome: outcome.promise }
  }

  /** A run of a workflow that has limits, which need a transaction of their own to be kept. */
  #beginWithin(graph: CompiledGraph, start: Call, event: CallEvent): BegunCall {
    const { deps, intake, queue, signals, steering, watchers } = this.#parts
    const { workspaceId } = start
    const ctx = deps.system(workspaceId)
    const reading = deps.unitOfWork.reading(ctx)
    const id = newId()
    const outcome = Promise.withResolvers<RunOutcome>()
    const unwatch = watchers.watch((change: RunChange) => {
      if (change.runId !== id || change.type !== 'run' || change.status === 'queued' || change.status === 'running') return
      outcome.resolve(steering.find(reading, id).then(run => (isFinal(run.status) ? outcomeOf(reading, run) : { status: run.status })))
    })
    const patience = setTimeout(() => outcome.resolve({ status: 'waiting' }), mostPatience).unref()
    this.#answers.set(id, answer => outcome.resolve({ status: 'running', answer }))
    const born = deps.unitOfWork.writing(ctx, async tx => {
      await runBatch(tx, [eventRow(workspaceId, id, tx.clock.now().toISOString(), event)])
      if (!(await intake.start(tx, graph, { ...start, id, eventId: id }))) throw workflowErrors.skipped()
    })
    born.then(
      () => {
        if (!signals) return
        if (isAwaited(graph) || queue.isOn) this.#outcomeElsewhere(ctx, id).then(outcome.resolve, outcome.reject)
        else outcome.resolve({ status: 'queued' })
      },
      () => outcome.resolve({ status: 'cancelled' }),
    )
    const told = outcome.promise
      .catch((): RunOutcome => ({ status: 'waiting' }))
      .finally(() => {
        clearTimeout(patience)
        unwatch()
        this.#answers.delete(id)
      })
    return { runId: id, born, outcome: told }
  }

  /** The run is begun by a process that works; this one looks for its answer, where the caller wants one. */
  #beginElsewhere(graph: CompiledGraph, run: RunTable, birth: Statement): BegunCall {
    const { deps, wakes } = this.#parts
    Object.assign(run, { status: 'queued', owner: null, epoch: 0, started_at: null })
    const ctx = deps.system(run.workspace_id)
    const born = deps.unitOfWork.writing(ctx, async tx => {
      await runBatch(tx, [birth, journal.insertRun(run)])
      await wakes.signal(tx, run.id)
    })
    born.catch(() => {})
    const { id: runId, status } = run
    const outcome = born.then(async () => (isAwaited(graph) ? this.#outcomeElsewhere(ctx, runId) : { status }))
    return { runId, born, outcome: outcome.catch(() => ({ status: 'waiting' })) }
  }

  /** Looks when it is told to, and now and then. */
  async #outcomeElsewhere(ctx: Context, runId: string): Promise<RunOutcome> {
    const reading = this.#parts.deps.unitOfWork.reading(ctx)
    const deadline = performance.now() + mostPatience
    try {
      for (;;) {
        const told = new Promise<void>(resolve => {
          this.#told.set(runId, resolve)
          setTimeout(resolve, lookEvery).unref()
        })
        const run = await this.#parts.steering.find(reading, runId)
        if (run.answer !== null) return { status: run.status, answer: JSON.parse(run.answer) }
        if (isFinal(run.status)) return outcomeOf(reading, run)
        if (run.status === 'waiting' || run.status === 'paused' || performance.now() > deadline || this.#stopped)
          return { status: run.status }
        await told
      }
    } finally {
      this.#told.delete(runId)
    }
  }

  /** The answer to the call, once all that led to it is durable; or that the run has ended without. */
  answered(run: RunTable, graph: CompiledGraph, answer: Answer | undefined): void {
    const { deps, signals } = this.#parts
    const here = this.#answers.get(run.id)
    if (here && answer) here(answer)
    // Another process took the call.
    if (here || !isAwaited(graph)) return
    signals?.send(deps.system(run.workspace_id), `answer:${run.id}`).catch(() => {})
  }

  /** Another process says that this run has answered or ended. */
  hear(runId: string): void {
    this.#told.get(runId)?.()
  }

  /** Nobody is kept waiting any more for what other processes do. */
  stop(): void {
    this.#stopped = true
    for (const resolve of this.#told.values()) resolve()
  }
}

const eventRow = (workspaceId: string, id: string, at: string, { name, data, sourceId }: CallEvent): Statement =>
  journal.insertEvent({ workspaceId, id, at, name, data: JSON.stringify(data), sourceId: sourceId ?? null })

/** Whoever called the webhook that started it waits for what it answers. */
const isAwaited = ({ graph: { trigger } }: CompiledGraph) => trigger.type === 'webhook' && (trigger.respond ?? 'immediate') !== 'immediate'
