import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, Logger, NewJob, UnitOfWork } from '@atom/kernel'
import { afterCommit, storageErrors } from '@atom/storage'
import {
  Logger as GraphileLogger,
  type Job,
  makeWorkerUtils,
  runTaskList,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker'
import { sql } from 'kysely'
import { Pool } from 'pg'
import { attemptJob } from '../attempt.ts'
import type { Dispatcher, JobError, JobHandler, JobLoad, JobProgress, JobRecord } from '../dispatcher.ts'
import { store } from '../store.ts'
import { cancelled, channel, type Envelope, endless, Queue } from './queue.ts'
import { Shares } from './shares.ts'
import { SteadyPool } from './steady-pool.ts'
import { untilAnswered } from './until-answered.ts'
import { Workers } from './workers.ts'

export interface GraphileOptions {
  databaseUrl: string
  unitOfWork: UnitOfWork
  log: Logger
  /** A context of the system in this workspace. */
  contextFor(workspaceId: string): Context
  /** Jobs of this process at the same time; 10 unless told. */
  concurrency?: number
  /** Milliseconds after which a worker without a sign of life counts as dead; 15,000 unless told. */
  silence?: number
}

/** Another process that enqueued may not wake us at the time; our own jobs are waited for with a timer. */
const pollInterval = 1000
const longestTimer = 60_000
/** Milliseconds a handler has to end after its signal did, when the process stops or its pool of workers is no more. */
const grace = 1000

type Ending = 'cancelled' | 'stopping' | 'lost'

interface Running {
  abort: AbortController
  ending?: Ending
}

/**
 * Dispatcher for as many processes as wanted on PostgreSQL: the queue, its locks and wake-ups are graphile-worker's.
 *
 * Its row is the only one there is of a job: our table `job`, the embedded dispatcher's queue, stays empty, for a second row would double
 * every write and could disagree. What a person sees of a job (waiting, running, failed and why) is read from it; a job that was done is
 * gone on both dispatchers. Only progress has no room there and stands in `job_progress`, for the jobs that report any.
 */
export class GraphileDispatcher implements Dispatcher {
  readonly #options: GraphileOptions
  readonly #db: Pool
  readonly #queue: Queue
  readonly #shares: Shares
  readonly #workers: Workers
  readonly #handlers = new Map<string, JobHandler>()
  readonly #running = new Map<string, Running>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #stopped = new AbortController()
  /** The pool that takes jobs now. */
  #pool: WorkerPool | undefined
  #working: Promise<void> | undefined

  /** Brings graphile-worker's schema to its version. @throws what PostgreSQL says when it may not */
  static async open(options: GraphileOptions): Promise<GraphileDispatcher> {
    const dispatcher = new GraphileDispatcher(options)
    try {
      const utils = await makeWorkerUtils({ pgPool: dispatcher.#db, ...dispatcher.#shared() })
      await utils.release()
      return dispatcher
    } catch (error) {
      await dispatcher.#db.end()
      throw error
    }
  }

  private constructor(options: GraphileOptions) {
    const { databaseUrl, log, silence = 15_000 } = options
    this.#options = options
    this.#db = new Pool({
      connectionString: databaseUrl,
      max: 8,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    })
    // A connection that breaks fails the queries under way and is replaced; unheard, the event would end the process.
    this.#db.on('error', () => {})
    this.#db.on('connect', client => client.on('error', () => {}))
    this.#queue = new Queue(this.#db)
    this.#shares = new Shares(this.#db, log)
    this.#workers = new Workers({ db: this.#db, log, silence })
  }

  handle(...handlers: JobHandler[]): void {
    for (const handler of handlers) {
      if (this.#handlers.has(handler.kind)) throw new Error(`Two handlers for jobs of kind ${handler.kind}.`)
      this.#handlers.set(handler.kind, handler)
    }
  }

  async enqueue(ctx: Context, { kind, payload, runAt, key }: NewJob): Promise<string> {
    const wait = runAt === undefined ? 0 : Date.parse(runAt) - ctx.clock.now().getTime()
    const place = wait > 0 ? this.#shares.later() : this.#shares.next(ctx.workspaceId)
    const envelope: Envelope = { workspace: ctx.workspaceId, payload }
    const { rows } = await sql<{ id: unknown }>`
      select id from graphile_worker.add_job(
        ${kind}, ${JSON.stringify(envelope)}::json, run_at => ${runAt ?? null}::timestamptz, max_attempts => ${endless}::int,
        job_key => ${key === undefined ? null : keyOf(ctx, key)}::text, priority => ${place}::int
      )`.execute(store.db(ctx))
    const id = rows[0]?.id
    // Outside a transaction that would be started again: the job with this key was taken just now.
    if (id == null) throw storageErrors.busy()
    if (wait > 0) afterCommit(ctx, () => this.#wakeIn(wait))
    return String(id)
  }

  async cancel(ctx: Context, key: string): Promise<boolean> {
    const db = store.db(ctx)
    const { rows } = await sql<{ id: unknown; running: boolean }>`
      select id, locked_at is not null as running from graphile_worker.remove_job(${keyOf(ctx, key)})`.execute(db)
    const job = rows[0]
    if (job?.id == null) return false
    if (job.running)
      await sql`
        with marked as (
          update graphile_worker._private_jobs set attempts = ${cancelled}::int, max_attempts = ${cancelled}::int
          where id = ${job.id}::bigint returning id
        ) select pg_notify(${channel}, json_build_object('count', 0, 'cancel', id::text)::text) from marked`.execute(db)
    return true
  }

  async find(ctx: Context, id: string): Promise<JobRecord | undefined> {
    if (!/^\d{1,18}$/.test(id)) return undefined
    const { rows } = await sql<FoundJob>`
      select task.identifier as kind, job.run_at, job.attempts, job.last_error, job_progress.progress,
        case when job.locked_at is not null then 'running' when job.is_available then 'queued' else 'failed' end as status
      from graphile_worker._private_jobs job
      join graphile_worker._private_tasks task on task.id = job.task_id
      left join job_progress on job_progress.job_id = job.id::text
      where job.id = ${id}::bigint and job.payload->>'workspace' = ${ctx.workspaceId} and job.attempts < ${endless}::int`.execute(
      store.db(ctx),
    )
    const job = rows[0]
    if (!job) return undefined
    return {
      id,
      kind: job.kind,
      status: job.status,
      runAt: job.run_at.toISOString(),
      attempt: job.attempts,
      progress: job.progress === null ? null : JSON.parse(job.progress),
      error: job.last_error === null ? null : errorOf(job.last_error),
    }
  }

  load(): Promise<JobLoad> {
    return this.#queue.load()
  }

  async prune(ctx: Context, before: string): Promise<number> {
    const db = store.db(ctx)
    const { rows } = await sql<{ id: unknown }>`
      select id from graphile_worker.complete_jobs(array(
        select id from graphile_worker._private_jobs
        where not is_available and locked_at is null and updated_at < ${before}::timestamptz limit 1000
      ))`.execute(db)
    await sql`
      delete from job_progress where not exists (
        select 1 from graphile_worker._private_jobs job where job.id = job_progress.job_id::bigint
      )`.execute(db)
    return rows.length
  }

  start(): void {
    this.#workers.start({ lost: () => this.#lost(), beaten: () => this.#hearCancelled() })
    this.#working = this.#work()
  }

  async stop(milliseconds: number): Promise<void> {
    this.#stopped.abort()
    for (const timer of this.#timers) clearTimeout(timer)
    const pool = this.#pool
    this.#pool = undefined
    const ended = this.#working ?? Promise.resolve()
    shutDown(pool)
    await within(milliseconds, ended)
    for (const id of this.#running.keys()) this.#end(id, 'stopping')
    await within(grace, ended)
    this.#workers.stop()
    if (pool) {
      // A handler that does not hear its signal ends with the process; its job need not wait for that.
      await this.#queue.handBackAll(pool.id).catch(error => this.#options.log.error({ err: error }, 'jobs could not be handed back'))
      await this.#workers.leave(pool.id).catch(() => {})
    }
    await within(grace, this.#db.end())
  }

  get #stopping(): boolean {
    return this.#stopped.signal.aborted
  }

  /** Works until it is told to stop. A pool ends when others took it for dead, or by itself when something in it broke; then a new one begins. */
  async #work(): Promise<void> {
    while (!this.#stopping) {
      const steady = new SteadyPool({ db: this.#db, queue: this.#queue, log: this.#options.log, signal: this.#stopped.signal })
      const given = Promise.withResolvers<void>()
      const pool = runTaskList(this.#poolOptions(given.resolve), this.#tasks(steady), steady.connections)
      steady.ownedBy(pool.id)
      this.#pool = pool
      const ended = pool.promise.catch(error => this.#options.log.error({ err: error }, 'the workers ended; they begin again'))
      await Promise.race([ended, given.promise])
      if (this.#stopping) return
      await sleep(500)
      await this.#persist('jobs could not be freed', async () => {
        await this.#db.query('select graphile_worker.force_unlock_workers($1::text[])', [[pool.id]])
        await this.#workers.leave(pool.id)
      })
    }
  }

  #shared() {
    const logger = new GraphileLogger(() => (level, message, meta) => {
      // How a job went is ours to tell.
      if (meta.failure || meta.success) return
      if (level === 'error' || level === 'warning') this.#options.log.warn({ err: meta.error }, `graphile-worker: ${message}`)
    })
    return { schema: 'graphile_worker', logger }
  }

  /** @param given is called when what ran in a pool that ended has had its time */
  #poolOptions(given: () => void) {
    const { concurrency = 10 } = this.#options
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:listen:notification', ({ message }) => {
      const id = message.channel === channel && message.payload ? JSON.parse(message.payload).cancel : undefined
      if (id) this.#end(id, 'cancelled')
    })
    events.on('pool:gracefulShutdown', ({ workerPool }) => {
      if (this.#pool === workerPool) this.#pool = undefined
      if (this.#stopping) return
      // What still runs is no more this worker's, and one that does not hear its signal holds up no new pool.
      for (const id of this.#running.keys()) this.#end(id, 'lost')
      void sleep(grace).then(given)
    })
    const known = {
      name: 'atom',
      version: '1',
      worker: {
        hooks: {
          startWorker: (_: unknown, { worker }: { worker: { workerPool: WorkerPool } }) =>
            untilAnswered(() => this.#workers.join(worker.workerPool.id), this.#stopped.signal),
        },
      },
    }
    return {
      ...this.#shared(),
      events,
      concurrency,
      pollInterval,
      noHandleSignals: true,
      // Jobs that end in the same turn are removed by one statement; and without a batch a rejection is heard by nobody, which ends the process.
      preset: { plugins: [known], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    }
  }

  #tasks(steady: SteadyPool): TaskList {
    return Object.fromEntries(
      [...this.#handlers.values()].map(handler => [handler.kind, (_: unknown, { job }: { job: Job }) => this.#run(handler, job, steady)]),
    )
  }

  async #run(handler: JobHandler, job: Job, steady: SteadyPool): Promise<void> {
    const { workspace, payload } = job.payload as Envelope
    const id = String(job.id)
    steady.hold(id)
    const owned = { id, pool: job.locked_by as string }
    this.#shares.began(workspace, job.priority)
    const running: Running = { abort: new AbortController() }
    this.#running.set(id, running)
    if (this.#stopping) this.#end(id, 'stopping')
    const base = this.#options.contextFor(workspace)
    const ctx: Context = { ...base, signal: AbortSignal.any([base.signal, running.abort.signal]) }
    let reported = false
    const progress = async (value: JobProgress) => {
      reported = true
      await this.#report(base, id, value)
    }
    const outcome = await attemptJob(handler, ctx, payload, { id, attempt: job.attempts, progress })
    // Where others took this worker for dead it may have begun the same job anew.
    if (this.#running.get(id) === running) this.#running.delete(id)
    const forget = async () => {
      if (reported) await this.#persist('the progress of a job could not be removed', () => this.#queue.forgetProgress(owned))
    }
    const disown = () => {
      steady.let(id)
      job.id = nobody
    }
    switch (outcome.end) {
      case 'done':
        return forget()
      case 'stopped':
        if (running.ending === 'cancelled') return forget()
        if (running.ending === 'stopping') await this.#persist('a job could not be handed back', () => this.#queue.handBack(owned))
        return disown()
      case 'failed':
        await this.#persist('a job could not be failed', () => this.#queue.fail(owned, outcome.error))
        return disown()
      case 'again':
        await this.#persist('a job could not be queued again', () => this.#queue.again(owned, outcome.error, outcome.after))
        this.#wakeIn(outcome.after)
        return disown()
    }
  }

  #report(ctx: Context, id: string, value: JobProgress): Promise<void> {
    return this.#options.unitOfWork.writing(ctx, async tx => {
      const progress = JSON.stringify(value)
      const row = store.insert(tx, 'job_progress', { job_id: id, progress })
      await row.onConflict(conflict => conflict.column('job_id').doUpdateSet({ progress })).execute()
    })
  }

  async #persist(failure: string, work: () => Promise<void>): Promise<void> {
    await untilAnswered(work, this.#stopped.signal).catch(error => this.#options.log.error({ err: error }, failure))
  }

  #end(id: string, ending: Ending): void {
    const running = this.#running.get(id)
    if (!running || running.ending) return
    running.ending = ending
    running.abort.abort()
  }

  async #hearCancelled(): Promise<void> {
    for (const id of await this.#queue.cancelledOf([...this.#running.keys()])) this.#end(id, 'cancelled')
  }

  /** Others took this worker for dead and its jobs with it: nothing it does counts any more. */
  #lost(): void {
    this.#options.log.warn({}, 'this worker was silent for too long: others have taken its jobs, and it begins anew')
    shutDown(this.#pool)
  }

  #wakeIn(milliseconds: number): void {
    if (this.#working === undefined || this.#stopping || milliseconds > longestTimer) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#pool?.nudge(1)
    }, milliseconds + 1)
    this.#timers.add(timer)
  }
}

/**
 * graphile-worker removes a job by its id when its task returns, even one that the same pool has begun anew by then. Where the row already
 * says how the job goes on, what graphile-worker ends is one that does not exist.
 */
const nobody = '0'

interface FoundJob {
  kind: string
  run_at: Date
  attempts: number
  last_error: string | null
  progress: string | null
  status: JobRecord['status']
}

/** What graphile-worker itself says of a job is not JSON. */
function errorOf(text: string): JobError {
  try {
    const { code, message } = JSON.parse(text)
    return { code, message }
  } catch {
    return { code: null, message: text }
  }
}

/** graphile-worker's keys are unique over all workspaces and at most 512 characters. */
function keyOf({ workspaceId }: Context, key: string): string {
  const scoped = `${workspaceId}:${key}`
  return scoped.length <= 512 ? scoped : createHash('sha256').update(scoped).digest('hex')
}

/** Its end is awaited at the pool's own promise. */
function shutDown(pool: WorkerPool | undefined): void {
  if (pool) void Promise.resolve(pool.gracefulShutdown()).catch(() => {})
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  await Promise.race([work.finally(() => over.abort()), sleep(milliseconds, undefined, { signal: over.signal }).catch(() => {})])
}
