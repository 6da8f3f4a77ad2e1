import { AtomError, type Context, faultPoint, newId } from '@atom/kernel'
import { isPassing, runBatch, type Statement } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { Scope, Template } from '../expressions/index.ts'
import { milliseconds } from '../graph/duration.ts'
import type { CompiledGraph, NodePlan } from '../graph/plan.ts'
import type { Answer, Came, Iteration, StepResult, Wait } from '../nodes/node-type.ts'
import type { RunTable, StepTable, WaitpointTable } from '../store.ts'
import { callType, type TypeCall } from './call-type.ts'
import type { GateRequest, GateWait } from './gate.ts'
import { mask } from './hidden.ts'
import { journal, type Lease } from './journal.ts'
import type { Each, OpenStep } from './open-step.ts'
import { Pass } from './pass.ts'
import { blobOf, pack } from './payload.ts'
import { nextAttemptIn } from './retry.ts'
import type { RunError, Runtime } from './runtime.ts'
import { type Base, evaluateAll, outputOf, scopeOf } from './scope.ts'
import { hideSecrets } from './secrets.ts'
import { RunTrace } from './tracing.ts'
import { usedOutputs } from './used-outputs.ts'

/** Marks the row that ends one pass of a loop; lists of steps leave it out. */
export const passPort = '~pass'

/** What a type gives, or what rate limit and concurrency key say of a step that wants to begin. */
type Result = StepResult | { wait: GateWait } | { admitted: true }

/** How a step that took its time came back. */
type Arrival = { step: OpenStep; result: Result } | { step: OpenStep; error: unknown }

/** What the next commit writes. */
interface Pending {
  statements: Statement[]
  /** More for the same transaction. */
  more: ((tx: Context) => Promise<void>)[]
  /** The event and the run itself, while they are not in the database yet; the run comes last. */
  birth: Statement[] | undefined
}

/** After so many steps without a pause others get their turn, and what was done is made durable. */
const longestBurst = 500

/** Milliseconds between two attempts to write what the database refused for now: a full disk, a restart. */
const pauseAfterRefusal = 500

/** Why `advance` came back: it ended, it only waits, whoever takes it up reads it anew, or another worker owns it now. */
export type Rest = 'ended' | 'resting' | 'released' | 'lost'

/**
 * One run in memory, for as long as something of it can go on. What a step gave is journaled before anything outside can know of
 * what follows from it; results of steps nobody outside can see share a commit with what comes next.
 */
export class Execution {
  readonly run: RunTable
  readonly root: Pass
  readonly #runtime: Runtime
  readonly #graph: CompiledGraph
  readonly #lease: Lease
  readonly #abort = new AbortController()
  #pending: Pending
  #queue: { pass: Pass; index: number }[] = []
  /** Ready, but seen by others: they begin after the next commit. */
  #outside: OpenStep[] = []
  #arrivals: Arrival[] = []
  #working = 0
  readonly #open = new Set<OpenStep>()
  readonly #loops = new Map<Pass, OpenStep>()
  #wake: (() => void) | undefined
  #seq = 0
  #poke: number
  #poked = false
  /** The row is to be looked at. */
  #nudged = false
  #request: RunTable['request']
  /** The request that was heeded last. */
  #heeded: RunTable['request'] = null
  #answer: Answer | undefined
  #lost = false
  /** The database refused something: it is given a moment. */
  #refused = false
  /** Nothing new begins; when all that is under way has ended, the run is put down, to be read again from its rows. */
  #leaving = false
  /** This process stops: nobody waits for the database any more. */
  #abandoned = false
  /** The local step under way, whose transaction takes along what was pending before it. Other writes wait for it. */
  #inside: Promise<unknown> | undefined
  /** Large outputs that are held until they can be read from the journal. */
  #held: OpenStep[] = []
  #failed: RunError | undefined
  readonly #base: Base
  readonly #used: ReadonlySet<string>
  #ctx: Context | undefined
  readonly #untold: StepTable[] = []
  readonly #trace: RunTrace
  /** How it ended, when it has. */
  outcome: { status: RunTable['status']; output?: unknown; error?: RunError } | undefined
  /** Told when the run is in the database. */
  onBorn: (() => void) | undefined

  /** `base`: what expressions see besides steps. `birth`: statements that put event and run into the database, with the first commit. */
  constructor(runtime: Runtime, graph: CompiledGraph, run: RunTable, base: Base, birth?: Statement[]) {
    this.#runtime = runtime
    this.run = run
    this.#graph = graph
    this.root = new Pass(graph, '')
    this.#used = usedOutputs(graph)
    this.#trace = new RunTrace(run)
    this.#lease = { workspaceId: run.workspace_id, runId: run.id, owner: runtime.owner, epoch: run.epoch }
    this.#poke = run.poke
    this.#request = run.request
    this.#base = base
    this.#pending = { statements: [], more: [], birth }
  }

  /** Begins a run that has no steps yet. */
  begin(): void {
    this.#runtime.measure('lag', this.#runtime.clock.now().getTime() - Date.parse(this.run.created_at))
    this.#enqueue(this.root, this.root.begin())
  }

  /** Runs until everything waits or ended. What a step threw is journaled, never thrown. @throws what the database threw */
  async advance(): Promise<Rest> {
    try {
      for (;;) {
        const pause = this.#drain()
        if (pause) await pause
        if (this.#abandoned) throw workflowErrors.stopped({ message: 'ATOM was stopped.' })
        if (this.#nudged) {
          this.#nudged = false
          await this.#commit()
        }
        if (this.#poked || this.#request !== this.#heeded) await this.#heed()
        if (this.#queue.length > 0) continue
        if (this.#failed) {
          this.#outside = []
          this.#abort.abort(workflowErrors.stopped({ message: this.#failed.message }))
        }
        if (this.#outside.length > 0) {
          await this.#commit()
          if (this.#halted) continue
          const fault = faultPoint('engine.before-effect')
          if (fault) await fault
          for (const step of this.#outside.splice(0)) this.#launch(step)
        } else if (this.#arrivals.length > 0) this.#takeArrivals()
        else if (this.#working > 0) await this.#idle()
        else {
          const rest = await this.#rest()
          if (rest) {
            this.#trace.end(rest)
            return rest
          }
        }
      }
    } catch (error) {
      this.#abort.abort(error)
      this.#trace.end('broken')
      if (isOvertaken(error)) return 'lost'
      throw error
    }
  }

  /** Somebody may want something of the run, or have brought what it waits for. `poke`: how often, as far as they know. */
  nudge(poke = Number.POSITIVE_INFINITY): void {
    if (poke <= this.#poke) return
    this.#nudged = true
    this.#wake?.()
  }

  /** Nothing new may begin. */
  get #halted(): boolean {
    return this.#failed !== undefined || this.#request !== null || this.#leaving || this.#lost
  }

  /** This process stops: what is under way is cut off, and nothing is written any more. */
  abandon(): void {
    this.#abandoned = true
    this.#abort.abort(workflowErrors.stopped({ message: 'ATOM was stopped.' }))
    this.#wake?.()
  }

  /** Waits for work under way; what is known already is made durable first. */
  async #idle(): Promise<void> {
    await this.#commitPending()
    if (this.#abandoned) return
    if (this.#arrivals.length > 0 || this.#poked || this.#nudged || this.#request !== this.#heeded || this.#working === 0) return
    await new Promise<void>(resolve => {
      this.#wake = resolve
    })
    this.#wake = undefined
  }

  // ------------------------------------------------------------------ what may begin

  #enqueue(pass: Pass, indexes: readonly number[]): void {
    for (const index of indexes) this.#queue.push({ pass, index })
  }

  /** Begins everything that is ready. A promise only where something must be waited for. */
  #drain(): Promise<void> | undefined {
    const queue = this.#queue
    for (let at = 0; at < queue.length; at++) {
      const { pass, index } = queue[at] as (typeof queue)[number]
      if (this.#halted || pass.failed) continue
      const pending = this.#start(this.#openStep(pass, index))
      const others =
        (at + 1) % longestBurst === 0 ? this.#commit().then(() => new Promise<void>(resolve => setImmediate(resolve))) : undefined
      if (pending || others) {
        this.#queue = queue.slice(at + 1)
        return Promise.all([pending, others]).then(() => {})
      }
    }
    this.#queue = []
    return undefined
  }

  #openStep(pass: Pass, index: number): OpenStep {
    const plan = pass.plan.nodes[index] as NodePlan
    pass.enter(index)
    const row: StepTable = {
      run_id: this.run.id,
      seq: ++this.#seq,
      node: plan.node.id,
      iteration: pass.iteration,
      status: 'running',
      attempt: 1,
      n: this.run.n,
      port: null,
      input: null,
      output: null,
      error: null,
      started_at: this.#now(),
      finished_at: null,
    }
    const step: OpenStep = { pass, plan, row }
    this.#open.add(step)
    return step
  }

  /** Works out the step's fields and begins it in the way its mode allows. */
  #start(step: OpenStep): Promise<void> | undefined {
    const { plan } = step
    if (plan.node.disabled) {
      this.#end(step, { port: plan.ports[0] ?? 'out' })
      return undefined
    }
    if (step.values) return this.#begin(step, step.values)
    try {
      const scope = this.#scope(step)
      const hide = hideSecrets(plan, this.#base.secrets, () => this.#runtime.mark(this.run.id, step.row.seq))
      const values =
        scope instanceof Promise ? scope.then(known => evaluateAll(plan.templates, known, hide)) : evaluateAll(plan.templates, scope, hide)
      if (!(values instanceof Promise)) return this.#begin(step, values)
      return values.then(
        known => this.#begin(step, known),
        error => this.#fell(step, error),
      )
    } catch (error) {
      this.#fell(step, error)
      return undefined
    }
  }

  #begin(step: OpenStep, values: Record<string, unknown>): Promise<void> | undefined {
    const { plan } = step
    if (!step.values) {
      step.values = values
      if (plan.type.showsInput !== false) step.row.input = this.#pack(step, Object.keys(values).length > 0 ? values : undefined)
    }
    // What a wait has brought is for a step that was let in before it.
    if ((plan.node.rateLimit || plan.concurrencyKey) && !step.admitted && !step.came) {
      this.#askToBegin(step)
      return undefined
    }
    if (plan.mode === 'pure') return this.#inline(step)
    if (plan.mode === 'outside') {
      this.#put(step, {})
      this.#outside.push(step)
    } else this.#launch(step)
    return undefined
  }

  /** A step that works on values alone; without a promise where nothing waits. */
  #inline(step: OpenStep): Promise<void> | undefined {
    try {
      const result = this.#work(step, this.#runtime.system(this.run.workspace_id))
      if (!(result instanceof Promise)) {
        this.#came(step, result)
        return undefined
      }
      return result.then(
        value => this.#came(step, value),
        error => this.#fell(step, error),
      )
    } catch (error) {
      this.#fell(step, error)
      return undefined
    }
  }

  #launch(step: OpenStep): void {
    step.abort = new AbortController()
    this.#expect(step, step.plan.mode === 'inside' ? this.#journalInside(step, part => this.#work(step, part)) : this.#seen(step))
  }

  /** What comes of it is an arrival. */
  #expect(step: OpenStep, working: Promise<Result>): void {
    this.#working++
    const arrive = (arrival: Arrival) => {
      this.#working--
      this.#arrivals.push(arrival)
      this.#wake?.()
    }
    working.then(
      result => arrive({ step, result }),
      error => arrive({ step, error }),
    )
  }

  /** Rate limit and concurrency key decide in one transaction with the step's row, so that its turn finds it waiting. */
  #askToBegin(step: OpenStep): void {
    step.abort = new AbortController()
    this.#expect(
      step,
      this.#journalInside(step, async (tx): Promise<Result> => {
        const wait = await this.#runtime.enter(tx, await this.#gateOf(step))
        if (wait) return { wait }
        await runBatch(tx, [journal.putStep(step.row)])
        return { admitted: true }
      }),
    )
  }

  async #gateOf({ pass, plan, row }: OpenStep): Promise<GateRequest> {
    const { rateLimit, concurrencyKey } = plan.node
    const scope = scopeOf(pass, plan, this.#base, seq => this.#runtime.output(this.run.id, seq))
    const key = await plan.concurrencyKey?.evaluate({
      ...(await scope),
      hide: place => (this.#isSecret(plan.concurrencyKey, place) ? mask : undefined),
    })
    return {
      runId: this.run.id,
      seq: row.seq,
      slot: concurrencyKey && { key: typeof key === 'string' ? key : JSON.stringify(key ?? ''), limit: concurrencyKey.limit },
      rate: rateLimit && { key: `${this.run.workflow_id}:${plan.node.id}`, count: rateLimit.count, per: milliseconds(rateLimit.per) ?? 0 },
    }
  }

  #isSecret(template: Template | undefined, place: number): boolean {
    return template?.delicate[place]?.vars.some(name => this.#base.secrets.has(name)) === true
  }

  async #seen(step: OpenStep): Promise<StepResult> {
    const stop = this.#limit(step)
    try {
      const result = await this.#work(step, { ...(await this.#actor()), signal: (step.abort as AbortController).signal })
      await faultPoint('engine.after-effect')
      return result
    } finally {
      stop()
    }
  }

  /** In one transaction: what led to the step, what it does, and that it did or waits. One such step of a run after another. */
  #journalInside(step: OpenStep, work: (part: Context) => Result | Promise<Result>): Promise<Result> {
    const turn = (this.#inside ?? Promise.resolve()).then(() => this.#insideTurn(step, work))
    const over = turn.then(
      () => {},
      () => {},
    )
    this.#inside = over
    void over.then(() => {
      if (this.#inside === over) this.#inside = undefined
    })
    return turn
  }

  async #insideTurn(step: OpenStep, work: (part: Context) => Result | Promise<Result>): Promise<Result> {
    const stop = this.#limit(step)
    const before = this.#takePending()
    const begun = step.row
    try {
      const ctx = { ...(await this.#actor()), signal: (step.abort as AbortController).signal }
      const result = await this.#runtime.unitOfWork.writing(ctx, async tx => {
        step.row = begun
        await this.#write(tx, before)
        const given = await this.#runtime.unitOfWork.writing(tx, async part => work(part))
        if ('each' in given || 'inside' in given || 'admitted' in given) return given
        if ('wait' in given) {
          const { statements, until } = this.#waiting(step, given.wait, 'output' in given ? given.output : undefined)
          await runBatch(tx, statements)
          if (until) await this.#runtime.wakeAt(tx, until)
        } else {
          const { row, statements } = this.#ended(step, given)
          await runBatch(tx, statements)
          if (step.plan.concurrencyKey) await this.#runtime.leave(tx, row.run_id, row.seq)
          step.row = row
        }
        step.journaled = true
        await faultPoint('engine.before-commit')
        return given
      })
      if (before.birth) this.onBorn?.()
      await faultPoint('engine.after-commit')
      return result
    } catch (error) {
      step.journaled = false
      step.row = begun
      delete step.waitpoint
      // What led to it was taken back with it; the next commit brings it again.
      this.#putBack(before)
      throw error
    } finally {
      stop()
    }
  }

  /** Ends the step's signal when its time is up or the run is stopped. */
  #limit(step: OpenStep): () => void {
    const abort = step.abort as AbortController
    const limit = step.plan.node.timeout
    const timer = limit
      ? setTimeout(() => abort.abort(workflowErrors.step_timed_out({ node: step.row.node, limit })), milliseconds(limit) ?? 0)
      : undefined
    const all = () => abort.abort(this.#abort.signal.reason)
    if (this.#abort.signal.aborted) all()
    this.#abort.signal.addEventListener('abort', all, { once: true })
    return () => {
      clearTimeout(timer)
      this.#abort.signal.removeEventListener('abort', all)
    }
  }

  /** As whom it acts; asked once for each stay in memory. */
  async #actor(): Promise<Context> {
    this.#ctx ??= await this.#runtime.actor(this.run)
    return this.#ctx
  }

  #scope(step: OpenStep): Scope | Promise<Scope> {
    return scopeOf(step.pass, step.plan, this.#base, seq => this.#runtime.output(this.run.id, seq))
  }

  #work(step: OpenStep, ctx: Context): StepResult | Promise<StepResult> {
    const { plan, row } = step
    const call: TypeCall = {
      plan,
      values: step.values as Record<string, unknown>,
      base: this.#base,
      scope: () => this.#scope(step),
      mark: () => this.#runtime.mark(this.run.id, row.seq),
      secrets: this.#runtime.secrets,
      step: {
        runId: this.run.id,
        workflowId: this.run.workflow_id,
        seq: row.seq,
        iteration: row.iteration,
        attempt: row.attempt,
        key: `${this.run.id}:${row.node}:${row.iteration}:${row.n}`,
        dry: this.run.dry === 1,
        ...(step.came ? { came: step.came } : {}),
      },
    }
    const { signal } = ctx
    const result = callType(call, ctx)
    // What works in a transaction is never left behind in it; the door to skills heeds the signal.
    return result instanceof Promise && (plan.mode === 'read' || plan.mode === 'outside') ? orAborted(result, signal) : result
  }

  // ------------------------------------------------------------------ how a step came back

  #takeArrivals(): void {
    for (const arrival of this.#arrivals.splice(0)) {
      if ('error' in arrival) this.#fell(arrival.step, arrival.error)
      else this.#came(arrival.step, arrival.result)
    }
  }

  #came(step: OpenStep, result: Result): void {
    try {
      if ('wait' in result) this.#wait(step, result.wait, 'output' in result ? result.output : undefined)
      else if ('inside' in result) this.#expect(step, this.#journalInside(step, result.inside))
      else if ('admitted' in result) this.#admit(step)
      else if ('each' in result) this.#beginEach(step, result.each)
      else this.#end(step, result)
    } catch (error) {
      this.#fell(step, error)
    }
  }

  #admit(step: OpenStep): void {
    step.admitted = true
    // Its row says that it has begun, so it begins when the run is taken up.
    if (this.#halted) return
    const pending = this.#begin(step, step.values as Record<string, unknown>)
    if (pending) this.#hold(pending)
  }

  /** The run is not at rest while this is under way. */
  #hold(pending: Promise<void>): void {
    this.#working++
    void pending.finally(() => {
      this.#working--
      this.#wake?.()
    })
  }

  #end(step: OpenStep, result: { output?: unknown; port?: string; answer?: Answer }): void {
    if (!step.journaled) {
      const { row, statements } = this.#ended(step, result)
      step.row = row
      this.#pending.statements.push(...statements)
      this.#leaveGate(step)
    }
    if (result.answer && !this.#answer && this.run.answer === null) {
      this.#answer = result.answer
      this.run.answer = JSON.stringify(result.answer)
      if (!this.#pending.birth) this.#pending.statements.push(journal.setAnswer(this.#lease, this.run.answer))
    }
    const { pass, plan, row } = step
    this.#untold.push(row)
    this.#open.delete(step)
    if (this.#used.has(plan.node.id)) {
      pass.outputs.set(plan.node.id, result.output ?? null)
      if (blobOf(row.output) !== undefined && plan.out.length > 0) this.#held.push(step)
    }
    this.#runtime.measure('step', Date.parse(row.finished_at as string) - Date.parse(row.started_at))
    this.#enqueue(pass, pass.leave(plan.index, row.port as string))
    this.#checkPass(pass)
  }

  /** The row of a step that has ended well, and how it is written. @throws workflow.value_too_large */
  #ended(step: OpenStep, { output, port }: { output?: unknown; port?: string }): { row: StepTable; statements: Statement[] } {
    const { text, blob } = this.#packed(step, output ?? null)
    const row: StepTable = { ...step.row, status: 'succeeded', output: text, error: null, port: port ?? 'out', finished_at: this.#now() }
    return { row, statements: blob ? [blob, journal.putStep(row)] : [journal.putStep(row)] }
  }

  #packed(step: OpenStep, value: unknown) {
    return pack(this.run.id, value, () => workflowErrors.value_too_large({ node: step.row.node }))
  }

  #pack(step: OpenStep, value: unknown): string | null {
    const { text, blob } = this.#packed(step, value)
    if (blob) this.#pending.statements.push(blob)
    return text
  }

  #put(step: OpenStep, change: Partial<StepTable>): void {
    step.row = { ...step.row, ...change }
    this.#untold.push(step.row)
    this.#pending.statements.push(journal.putStep(step.row))
  }

  #fell(step: OpenStep, thrown: unknown): void {
    if (this.#lost || isOvertaken(thrown)) {
      this.#lost = true
      return
    }
    if (isPassing(thrown)) {
      // Nothing is wrong with the step: it is done, or looked at, again from its row.
      this.#runtime.log.error({ err: thrown, runId: this.run.id, node: step.row.node }, 'the database refused what a step wrote')
      this.#leaving = true
      this.#refused = true
      return
    }
    const { plan, row, pass } = step
    if (this.#failed && this.#abort.signal.aborted && step.abort?.signal.aborted) {
      this.#put(step, { status: 'cancelled', finished_at: this.#now() })
      this.#open.delete(step)
      pass.stop(plan.index)
      return
    }
    const error = sayError(thrown)
    if (error.code === 'internal')
      this.#runtime.log.error({ err: thrown, runId: this.run.id, node: row.node }, 'a step failed unexpectedly')
    this.#leaveGate(step)
    const again = this.#failed ? undefined : nextAttemptIn(plan.node.retry, row.attempt, thrown, Math.random())
    if (again !== undefined) {
      this.#put(step, { status: 'retrying', error: JSON.stringify(error) })
      const wait = { kind: 'retry', until: new Date(this.#runtime.clock.now().getTime() + again).toISOString() } as const
      const { statements, until } = this.#waiting(step, wait)
      this.#pending.statements.push(...statements)
      if (until) this.#pending.more.push(tx => this.#runtime.wakeAt(tx, until))
      return
    }
    const onError = plan.node.onError ?? 'stop'
    const port = onError === 'route' ? 'error' : onError === 'continue' ? (plan.ports[0] ?? 'out') : null
    this.#put(step, { status: 'failed', error: JSON.stringify(error), port, finished_at: this.#now() })
    this.#open.delete(step)
    if (port !== null) {
      pass.outputs.set(plan.node.id, { error })
      this.#enqueue(pass, pass.leave(plan.index, port))
    } else {
      pass.stop(plan.index)
      pass.failed ??= { ...error, node: row.node }
      if (!pass.around) this.#failed ??= pass.failed
    }
    this.#checkPass(pass)
  }

  #leaveGate(step: OpenStep): void {
    step.admitted = false
    if (!step.plan.concurrencyKey) return
    const { run_id, seq } = step.row
    this.#pending.more.push(tx => this.#runtime.leave(tx, run_id, seq))
  }

  // ------------------------------------------------------------------ waiting

  #wait(step: OpenStep, wait: Wait | GateWait, output: unknown): void {
    if (step.journaled) {
      step.journaled = false
      this.#untold.push(step.row)
      // Its transaction may be over for long enough that what it waits for has come.
      this.#poked = true
      return
    }
    const { statements, until } = this.#waiting(step, wait, output)
    this.#pending.statements.push(...statements)
    this.#untold.push(step.row)
    if (until) this.#pending.more.push(tx => this.#runtime.wakeAt(tx, until))
    if (wait.kind === 'approval') {
      const looked = { runId: this.run.id, waitpointId: step.waitpoint as string, approvalId: wait.approvalId }
      this.#pending.more.push(tx => this.#runtime.lookAt(tx, looked))
    }
  }

  /** The rows of a step that waits, and when it is looked at at the latest. */
  #waiting(step: OpenStep, wait: Waiting, output?: unknown) {
    const id = wait.kind === 'run' ? wait.runId : newId()
    const statements: Statement[] = []
    if (wait.kind !== 'retry') {
      const { text, blob } = this.#packed(step, output)
      if (blob) statements.push(blob)
      step.row = { ...step.row, status: 'waiting', output: text }
      statements.push(journal.putStep(step.row))
    }
    step.waitpoint = id
    if (wait.kind === 'slot' || wait.kind === 'rate') step.gate = wait.kind
    const row: WaitpointTable = {
      workspace_id: this.run.workspace_id,
      id,
      run_id: this.run.id,
      seq: step.row.seq,
      kind: wait.kind,
      subject: subjectOf(wait),
      match: wait.kind === 'event' ? (wait.where ?? null) : null,
      until: untilOf(wait) ?? null,
      status: 'pending',
      result: null,
      created_at: this.#now(),
    }
    statements.push(journal.insertWaitpoint(row))
    const until = untilOf(wait)
    return { statements, until: until === undefined ? undefined : { runId: this.run.id, waitpointId: id, until } }
  }

  /** Looks for what came, and does what a person wants of the run. */
  async #heed(): Promise<void> {
    this.#poked = false
    this.#heeded = this.#request
    if (this.#request === 'cancel') this.#failed ??= { code: 'workflow.cancelled', message: 'Cancelled.' }
    if (this.#request === 'timeout') this.#failed ??= sayError(workflowErrors.run_timed_out())
    if (this.#request === 'pause') this.#leaving = true
    if (this.#halted) {
      // What has not begun is begun when the run is taken up.
      this.#queue = []
      this.#outside = []
      return
    }
    const waiting = [...this.#open].filter(step => step.waitpoint !== undefined)
    if (waiting.length === 0) return
    const came = await this.#runtime.came(this.run.id)
    for (const step of waiting) {
      const what = came.get(step.waitpoint as string)
      if (what) this.#takeUp(step, what)
    }
  }

  /** A step goes on after what it waited for. */
  #takeUp(step: OpenStep, what: Came): void {
    delete step.waitpoint
    if (step.row.status === 'retrying' && step.plan.body) {
      this.#reopen(step)
      return
    }
    if (step.row.status === 'retrying') step.row = { ...step.row, attempt: step.row.attempt + 1, status: 'running' }
    else if (step.gate) {
      // Its turn has come; it may have to wait for its moment still.
      step.admitted = step.gate === 'rate' || !step.plan.node.rateLimit
      delete step.gate
      step.row = { ...step.row, status: 'running' }
    } else {
      step.came = what
      step.row = { ...step.row, status: 'running' }
    }
    const pending = this.#start(step)
    if (pending) this.#hold(pending)
  }

  // ------------------------------------------------------------------ loops

  /** A loop that failed goes on with the passes that failed: as a row of its own, read again with all rows of its passes. */
  #reopen(step: OpenStep): void {
    this.#put(step, { status: 'failed', finished_at: this.#now() })
    const { attempt } = step.row
    step.row = { ...step.row, input: this.#pack(step, step.values), status: 'running', error: null }
    this.#put(step, { seq: ++this.#seq, attempt: attempt + 1, started_at: this.#now(), finished_at: null })
    this.#leaving = true
  }

  #beginEach(step: OpenStep, { items, concurrency, onItemError }: Extract<StepResult, { each: unknown }>['each']): void {
    step.values = { items }
    this.#put(step, { input: this.#pack(step, step.values) })
    step.each = { items, concurrency, onItemError, next: 0, open: 0, iterations: [], failed: false }
    this.#moreIterations(step, step.each)
  }

  #moreIterations(step: OpenStep, each: Each): void {
    while (each.open < each.concurrency && each.next < each.items.length && !(each.failed && each.onItemError === 'stop')) {
      const pass = this.#newPass(step, each, each.next++)
      this.#enqueue(pass, pass.begin())
    }
    if (each.open === 0) this.#endEach(step, each)
  }

  #newPass(step: OpenStep, each: Each, index: number): Pass {
    const iteration = step.pass.iteration === '' ? String(index) : `${step.pass.iteration}.${index}`
    const around = { pass: step.pass, node: step.plan, index }
    const pass = new Pass(step.plan.body as NonNullable<NodePlan['body']>, iteration, around, each.items[index])
    this.#loops.set(pass, step)
    each.open++
    return pass
  }

  /** A pass in which nothing is ready or under way has ended. */
  #checkPass(pass: Pass): void {
    const step = this.#loops.get(pass)
    if (!step?.each || !pass.over || this.#failed) return
    const { each } = step
    const index = pass.around?.index as number
    const iteration: Iteration = pass.failed
      ? { index, error: { code: pass.failed.code, message: pass.failed.message } }
      : { index, output: outputOf(pass) }
    this.#loops.delete(pass)
    each.iterations[index] = iteration
    each.open--
    each.failed ||= pass.failed !== undefined
    this.#putIteration(step, pass, iteration)
    this.#moreIterations(step, each)
  }

  /** The end of one pass is a row of the loop's own node under the pass's number: what was walked is not walked again. */
  #putIteration(step: OpenStep, pass: Pass, { output, error }: Iteration): void {
    const at = this.#now()
    const ended = error
      ? { status: 'failed' as const, error: JSON.stringify(error) }
      : { status: 'succeeded' as const, output: this.#pack(step, output ?? null) }
    const row: StepTable = {
      ...step.row,
      seq: ++this.#seq,
      iteration: pass.iteration,
      port: passPort,
      input: null,
      output: null,
      error: null,
      started_at: at,
      finished_at: at,
      ...ended,
    }
    this.#pending.statements.push(journal.putStep(row))
  }

  #endEach(step: OpenStep, each: Each): void {
    const failure = each.onItemError === 'stop' ? each.iterations.find(iteration => iteration?.error)?.error : undefined
    if (failure) {
      this.#fell(step, new AtomError(failure.code, 422, failure.message, { retry: 'policy' }))
      return
    }
    const { close } = step.plan.type
    if (!close) throw new Error(`${step.plan.type.type} has no end for its loop.`)
    this.#came(step, close(each.iterations))
  }

  // ------------------------------------------------------------------ commits

  #takePending(): Pending {
    const taken = this.#pending
    this.#pending = { statements: [], more: [], birth: undefined }
    return taken
  }

  /** What could not be written comes again with the next commit. */
  #putBack(taken: Pending): void {
    const { statements, more, birth } = this.#pending
    this.#pending = { statements: [...taken.statements, ...statements], more: [...taken.more, ...more], birth: taken.birth ?? birth }
  }

  async #commit(): Promise<void> {
    const fault = faultPoint('engine.before-commit')
    if (fault) await fault
    if (this.#inside) await this.#inside
    const taken = this.#takePending()
    if (taken.more.length > 0)
      await this.#persist(() => this.#runtime.unitOfWork.writing(this.#runtime.system(this.run.workspace_id), tx => this.#write(tx, taken)))
    else await this.#persist(async () => this.#see(await this.#runtime.batch(this.#statementsOf(taken)), taken))
    if (taken.birth) this.onBorn?.()
    const after = faultPoint('engine.after-commit')
    if (after) await after
    this.#tell()
  }

  /** Writes, and writes again while the database refuses for a reason that passes: what steps gave is in memory alone. */
  async #persist(write: () => Promise<void>): Promise<void> {
    for (let refusals = 0; ; refusals++) {
      try {
        return await write()
      } catch (error) {
        if (this.#abandoned || !isPassing(error)) throw error
        if (refusals === 0)
          this.#runtime.log.error({ err: error, runId: this.run.id }, 'what a run did cannot be written; it is tried again')
        await new Promise(resolve => setTimeout(resolve, pauseAfterRefusal))
      }
    }
  }

  async #write(tx: Context, taken: Pending): Promise<void> {
    this.#see(await runBatch(tx, this.#statementsOf(taken)), taken)
    for (const write of taken.more) await write(tx)
  }

  #statementsOf({ birth, statements }: Pending): Statement[] {
    if (!birth) return [journal.guard(this.#lease), ...statements]
    return [...birth, journal.insertRun(this.run), ...statements]
  }

  /** What the guard read on its way: something came, or a person wants something. */
  #see(results: Record<string, unknown>[][], { birth }: Pick<Pending, 'birth'>): void {
    const row = birth ? undefined : results[0]?.[0]
    if (!row) return
    if (row.poke !== this.#poke) {
      this.#poke = row.poke as number
      this.#poked = true
    }
    this.#request = row.request as RunTable['request']
  }

  /** Tells those who watch what is durable now. */
  #tell(): void {
    const { workspace_id: workspaceId, workflow_id: workflowId, id: runId } = this.run
    for (const { pass, row } of this.#held.splice(0)) {
      pass.outputs.delete(row.node)
      pass.seqs.set(row.node, row.seq)
    }
    for (const row of this.#untold.splice(0)) {
      const { node, iteration, status } = row
      this.#runtime.changed({ type: 'step', workspaceId, workflowId, runId, node, iteration, status })
      if (status !== 'running') this.#trace.step(row)
    }
    if (!this.#answer) return
    this.#runtime.answered(this.run, this.#graph, this.#answer)
    this.#answer = undefined
  }

  // ------------------------------------------------------------------ the end

  /** Nothing can go on now: the run has ended, or it waits. */
  async #rest(): Promise<Rest | undefined> {
    if (this.#lost) return 'lost'
    if (this.#failed) return this.#finish()
    if (this.#leaving) return this.#leave()
    return this.#open.size === 0 ? this.#finish() : this.#suspend()
  }

  async #finish(): Promise<Rest> {
    const status = this.#request === 'cancel' ? 'cancelled' : this.#failed ? 'failed' : 'succeeded'
    const error = status === 'failed' ? this.#failed : undefined
    const end = { status, error: error ? JSON.stringify(error) : null, at: this.#now() } as const
    for (const step of this.#open) this.#put(step, { status: 'cancelled', finished_at: end.at })
    if (this.#open.size > 0) this.#pending.statements.push(journal.dropWaitpoints(this.run.id))
    const fault = faultPoint('engine.before-commit')
    if (fault) await fault
    if (this.#inside) await this.#inside
    const { birth, statements, more } = this.#takePending()
    const born: RunTable = { ...this.run, status, error: end.error, finished_at: end.at, owner: null }
    const written = birth ? [...birth, journal.insertRun(born), ...statements] : [journal.finish(this.#lease, end), ...statements]
    await this.#persist(async () => {
      if (more.length > 0 || this.#runtime.hasSequel(this.run, this.#graph, status))
        await this.#runtime.unitOfWork.writing(this.#runtime.system(this.run.workspace_id), async tx => {
          await runBatch(tx, written)
          await this.#runtime.ended(tx, this.run, { status, error, output: outputOf(this.root) })
        })
      else await this.#runtime.batch(written)
    })
    this.outcome = { status, ...(error ? { error } : { output: outputOf(this.root) }) }
    if (birth) this.onBorn?.()
    const after = faultPoint('engine.after-commit')
    if (after) await after
    this.#tell()
    if (this.run.answer === null) this.#runtime.answered(this.run, this.#graph, undefined)
    this.#tellRun(status)
    return 'ended'
  }

  async #suspend(): Promise<Rest | undefined> {
    await this.#commitPending()
    if (this.#poked || this.#request) return undefined
    const results = await this.#putDown(journal.suspend(this.#lease, this.#poke))
    if (results[0]?.[0]?.status !== 'waiting') {
      this.#see(results, {} as Pending)
      return undefined
    }
    this.#tellRun('waiting')
    return 'resting'
  }

  /** Puts the run down as paused, or for whoever takes it up next. */
  async #leave(): Promise<Rest | undefined> {
    if (this.#refused) await new Promise(resolve => setTimeout(resolve, pauseAfterRefusal))
    await this.#commitPending()
    if (this.#request === 'cancel' || this.#request === 'timeout') return undefined
    const results = await this.#putDown(journal.leave(this.#lease))
    const status = results[0]?.[0]?.status
    if (status !== 'paused' && status !== 'queued') {
      this.#see(results, {} as Pending)
      return undefined
    }
    this.#tellRun(status)
    return status === 'paused' ? 'resting' : 'released'
  }

  async #commitPending(): Promise<void> {
    const { statements, more, birth } = this.#pending
    if (statements.length > 0 || more.length > 0 || birth) await this.#commit()
  }

  async #putDown(statement: Statement): Promise<Record<string, unknown>[][]> {
    const fault = faultPoint('engine.before-suspend')
    if (fault) await fault
    let results: Record<string, unknown>[][] = []
    await this.#persist(async () => {
      results = await this.#runtime.batch([statement])
    })
    return results
  }

  #tellRun(status: RunTable['status']): void {
    const { workspace_id: workspaceId, workflow_id: workflowId, id: runId } = this.run
    this.#runtime.changed({ type: 'run', workspaceId, workflowId, runId, status })
  }

  #now(): string {
    return this.#runtime.clock.now().toISOString()
  }

  // ------------------------------------------------------------------ taking up again

  /**
   * Puts a run together again from its rows, of each step the last, in the order in which they began. What failed before a person had the
   * run tried again, or before its loop was, begins once more; all else that has ended stays.
   */
  restore(rows: readonly StepTable[], stored: StoredValues): void {
    const byIteration = new Map<string, StepTable[]>()
    let before = 0
    for (const row of rows) {
      this.#seq = Math.max(this.#seq, row.seq)
      if (row.n < this.run.n) before = Math.max(before, row.seq)
      const here = byIteration.get(row.iteration)
      if (here) here.push(row)
      else byIteration.set(row.iteration, [row])
    }
    this.#restorePass(this.root, before, { rows: byIteration, stored })
    if (this.root.failed) this.#failed = this.root.failed
  }

  /** `before`: failures of rows up to this number count no more. */
  #restorePass(pass: Pass, before: number, known: Known): void {
    const begun = new Set(pass.begin())
    for (const row of known.rows.get(pass.iteration) ?? []) {
      const index = row.port === passPort ? undefined : pass.plan.at.get(row.node)
      if (index === undefined) continue
      begun.delete(index)
      const plan = pass.plan.nodes[index] as NodePlan
      if (row.status === 'succeeded' || (row.status === 'failed' && row.port !== null)) {
        pass.enter(index)
        pass.seqs.set(row.node, row.seq)
        if (row.status === 'failed') pass.outputs.set(row.node, { error: JSON.parse(row.error as string) })
        else if (known.stored.outputs.has(row.seq)) pass.outputs.set(row.node, known.stored.outputs.get(row.seq))
        for (const next of pass.leave(index, row.port as string)) begun.add(next)
      } else if (row.status === 'running' || row.status === 'waiting' || row.status === 'retrying') {
        pass.enter(index)
        this.#restoreStep(pass, plan, row, known)
      } else if (row.status === 'failed' && row.seq > before) {
        pass.enter(index)
        pass.stop(index)
        pass.failed ??= { ...(JSON.parse(row.error as string) as RunError), node: row.node }
      } else if (plan.body && known.stored.inputs.has(row.seq)) {
        pass.enter(index)
        this.#restoreLoop(pass, plan, row, known)
      } else begun.add(index)
    }
    this.#enqueue(pass, [...begun])
    if (pass.around) this.#checkPass(pass)
  }

  /** A loop that was left unfinished goes on as a row of its own. */
  #restoreLoop(pass: Pass, plan: NodePlan, old: StepTable, known: Known): void {
    const values = known.stored.inputs.get(old.seq) as Record<string, unknown>
    const begins = { status: 'running', n: this.run.n, attempt: 1, error: null, started_at: this.#now(), finished_at: null } as const
    const step: OpenStep = { pass, plan, row: { ...old, ...begins, seq: ++this.#seq }, values }
    this.#open.add(step)
    this.#put(step, { input: this.#pack(step, values) })
    this.#restoreEach(step, values.items as unknown[], known)
  }

  #restoreStep(pass: Pass, plan: NodePlan, row: StepTable, known: Known): void {
    const { stored } = known
    const values = stored.inputs.get(row.seq)
    const waitpoint = stored.waitpoints.get(row.seq)
    const came = stored.came.get(row.seq)
    const gate = stored.gates.get(row.seq)
    const step: OpenStep = { pass, plan, row, ...(waitpoint ? { waitpoint } : {}), ...(gate ? { gate } : {}), ...(came ? { came } : {}) }
    this.#open.add(step)
    if (values) step.values = values
    if (plan.body && values && row.status === 'running') {
      this.#restoreEach(step, values.items as unknown[], known)
      return
    }
    if (waitpoint) {
      // What may have come meanwhile is looked for before anything else.
      this.#poked = true
      return
    }
    const pending = this.#start(step)
    if (pending) {
      this.#working++
      void pending.finally(() => {
        this.#working--
        this.#wake?.()
      })
    }
  }

  #restoreEach(step: OpenStep, items: unknown[], known: Known): void {
    const { concurrency = 1, onItemError = step.plan.type.type === 'try' ? 'continue' : 'stop' } = step.plan.node as {
      concurrency?: number
      onItemError?: Each['onItemError']
    }
    const each: Each = { items, concurrency, onItemError, next: 0, open: 0, iterations: [], failed: false }
    step.each = each
    const prefix = step.pass.iteration === '' ? '' : `${step.pass.iteration}.`
    const body = step.plan.body as NonNullable<NodePlan['body']>
    const unfinished: number[] = []
    for (let index = 0; index < items.length; index++) {
      // Loops beside this one number their passes alike.
      const own = (known.rows.get(`${prefix}${index}`) ?? []).filter(row => row.node === step.row.node || body.at.has(row.node))
      if (own.length > 0) each.next = index + 1
      const closing = own.find(row => row.port === passPort && row.node === step.row.node)
      if (closing?.status === 'succeeded') each.iterations[index] = { index, output: known.stored.outputs.get(closing.seq) }
      else if (closing && (onItemError === 'continue' || closing.seq > step.row.seq)) {
        each.iterations[index] = { index, error: JSON.parse(closing.error as string) }
        each.failed = true
      } else unfinished.push(index)
    }
    // A pass without a row may have begun all the same: those up to the last that has one did.
    const passes = unfinished.filter(index => index < each.next).map(index => this.#newPass(step, each, index))
    for (const pass of passes) this.#restorePass(pass, step.row.seq, known)
    if (passes.length === 0) this.#moreIterations(step, each)
  }
}

/** What a run is put together from. */
interface Known {
  rows: ReadonlyMap<string, StepTable[]>
  stored: StoredValues
}

/** What restoring needs besides the rows: by the number of a step's row. */
export interface StoredValues {
  /** Of steps under way, and of loops that failed. */
  inputs: ReadonlyMap<number, Record<string, unknown>>
  /** Of ended passes, and of the last steps of those under way. */
  outputs: ReadonlyMap<number, unknown>
  /** Waitpoints of waiting steps that have not been taken up. */
  waitpoints: ReadonlyMap<number, string>
  /** Those of them that are steps' turns. */
  gates: ReadonlyMap<number, GateWait['kind']>
  /** What steps that go on after a wait were brought. */
  came: ReadonlyMap<number, Came>
}

type Waiting = Wait | GateWait | { kind: 'retry'; until: string }

const untilOf = (wait: Waiting): string | undefined => ('until' in wait ? wait.until : undefined)

function subjectOf(wait: Waiting): string | null {
  if (wait.kind === 'event') return wait.name
  if (wait.kind === 'slot') return wait.key
  if (wait.kind === 'approval') return wait.approvalId
  return wait.kind === 'run' ? wait.runId : null
}

const isOvertaken = (error: unknown) => AtomError.is(error) && error.code === 'storage.overtaken'

const sayError = (error: unknown): RunError =>
  AtomError.is(error)
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: 'Something unexpected went wrong in this step. The log says what.' }

/** A step that does not listen to its signal is left behind when the signal ends. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
