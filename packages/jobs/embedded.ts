import { type Clock, type Context, type Logger, type NewJob, newId, type UnitOfWork } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { attemptJob, type Outcome } from './attempt.ts'
import type { Dispatcher, JobError, JobHandler, JobLoad, JobProgress, JobRecord } from './dispatcher.ts'
import { type JobTable, store } from './store.ts'
import { Turns } from './turns.ts'

export interface EmbeddedOptions {
  unitOfWork: UnitOfWork
  clock: Clock
  log: Logger
  /** A context of the system in this workspace, or in none. */
  contextFor(workspaceId: string): Context
  /** Jobs at the same time; 4 unless told. */
  concurrency?: number
  /** Milliseconds a worker owns a job without a sign of life; 30,000 unless told. */
  lease?: number
  /** No other process works on these jobs: what is under way when this one starts was left behind by a dead one, and is taken at once. */
  alone?: boolean
}

interface Running {
  key: string | null
  workspaceId: string
  abort: AbortController
  ended: Promise<void>
}

/** A timer cannot wait longer than 2^31 ms; and a clock that was set back or forward is noticed within this. */
const longestSleep = 30_000
/** For each job that may run, so many may wait for the disk with how they ended. */
const mostEnding = 8

/** Dispatcher in the server's own process. Jobs are rows; the next due one sets the timer; a lease per running job lets another take over after a kill. */
export class EmbeddedDispatcher implements Dispatcher {
  readonly #options: EmbeddedOptions
  readonly #owner = newId()
  readonly #turns = new Turns()
  readonly #handlers = new Map<string, JobHandler>()
  readonly #running = new Map<string, Running>()
  /** Jobs whose handler has ended and whose row does not say so yet. They no longer hold up the next one. */
  readonly #ending = new Map<string, Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined
  #started = false
  /** Whether jobs that are under way may be another living process's. */
  #shared: boolean
  #claiming: Promise<void> | undefined
  #wakeAgain = false

  constructor(options: EmbeddedOptions) {
    this.#options = options
    this.#shared = options.alone !== true
  }

  handle(...handlers: JobHandler[]): void {
    for (const handler of handlers) {
      if (this.#handlers.has(handler.kind)) throw new Error(`Two handlers for jobs of kind ${handler.kind}.`)
      this.#handlers.set(handler.kind, handler)
    }
  }

  async enqueue(ctx: Context, { kind, payload, runAt, key }: NewJob): Promise<string> {
    const now = ctx.clock.now().toISOString()
    if (key !== undefined) await store.remove(ctx, 'job').where('key', '=', key).where('status', '=', 'queued').execute()
    const id = newId()
    await store
      .insert(ctx, 'job', {
        id,
        kind,
        key: key ?? null,
        payload: JSON.stringify(payload),
        status: 'queued',
        run_at: runAt ?? now,
        attempt: 0,
        lease_owner: null,
        lease_until: null,
        cancel_requested: 0,
        progress: null,
        error: null,
        error_code: null,
        created_at: now,
        finished_at: null,
      })
      .execute()
    afterCommit(ctx, () => this.#wake())
    return id
  }

  async cancel(ctx: Context, key: string): Promise<boolean> {
    const queued = await store.remove(ctx, 'job').where('key', '=', key).where('status', '=', 'queued').executeTakeFirst()
    const running = await store
      .update(ctx, 'job')
      .set({ cancel_requested: 1 })
      .where('key', '=', key)
      .where('status', '=', 'running')
      .executeTakeFirst()
    afterCommit(ctx, () => {
      for (const job of this.#running.values()) if (job.key === key && job.workspaceId === ctx.workspaceId) job.abort.abort()
    })
    return queued.numDeletedRows + running.numUpdatedRows > 0n
  }

  start(): void {
    this.#started = true
    this.#heartbeat = setInterval(() => void this.#beat(), this.#lease / 3)
    this.#wake()
  }

  async stop(milliseconds: number): Promise<void> {
    this.#started = false
    clearTimeout(this.#timer)
    await this.#claiming
    const ended = Promise.allSettled([...this.#running.values()].map(job => job.ended))
    let timer: NodeJS.Timeout | undefined
    await Promise.race([ended, new Promise(resolve => (timer = setTimeout(resolve, milliseconds)))])
    clearTimeout(timer)
    for (const job of this.#running.values()) job.abort.abort()
    await ended
    await Promise.all(this.#ending.values())
    clearInterval(this.#heartbeat)
  }

  get #concurrency() {
    return this.#options.concurrency ?? 4
  }

  get #lease() {
    return this.#options.lease ?? 30_000
  }

  #now(): string {
    return this.#options.clock.now().toISOString()
  }

  #system(): Context {
    return this.#options.contextFor('')
  }

  #wake(): void {
    if (!this.#started) return
    if (this.#claiming) {
      this.#wakeAgain = true
      return
    }
    clearTimeout(this.#timer)
    this.#claiming = this.#claim()
      .catch(error => {
        this.#options.log.error({ err: error }, 'looking for due jobs failed')
        this.#sleep(1000)
      })
      .finally(() => {
        this.#claiming = undefined
        if (this.#wakeAgain) {
          this.#wakeAgain = false
          this.#wake()
        }
      })
  }

  #sleep(milliseconds: number): void {
    clearTimeout(this.#timer)
    if (this.#started) this.#timer = setTimeout(() => this.#wake(), Math.min(Math.max(milliseconds, 1), longestSleep))
  }

  /** Takes due jobs until there are enough, then sleeps until the next one. */
  async #claim(): Promise<void> {
    if (!this.#shared) await this.#disown()
    for (;;) {
      const free = this.#concurrency - this.#running.size
      if (free <= 0 || this.#ending.size >= this.#concurrency * mostEnding || !this.#started) return
      const now = this.#now()
      const due = await this.#turns.next(store.db(this.#system()), { now, limit: free })
      const ids = due.length > 0 ? due : await this.#lost(now, free)
      if (ids.length === 0) break
      for (const job of await this.#take(ids)) this.#launch(job)
    }
    const next = await store
      .db(this.#system())
      .selectFrom('job')
      .select('run_at')
      .where('status', '=', 'queued')
      .orderBy('run_at')
      .limit(1)
      .executeTakeFirst()
    this.#sleep(next ? Date.parse(next.run_at) - this.#options.clock.now().getTime() : longestSleep)
  }

  /** Ends the leases of those who had the jobs before. */
  async #disown(): Promise<void> {
    await this.#options.unitOfWork.writing(this.#system(), tx =>
      store
        .db(tx)
        .updateTable('job')
        .set({ lease_until: new Date(0).toISOString() })
        .where('status', '=', 'running')
        .execute(),
    )
    this.#shared = true
  }

  /** Jobs whose process died with them. */
  async #lost(now: string, limit: number): Promise<string[]> {
    const rows = await store
      .db(this.#system())
      .selectFrom('job')
      .select('id')
      .where('status', '=', 'running')
      .where('lease_until', '<', now)
      .limit(limit)
      .execute()
    return rows.map(row => row.id).filter(id => !this.#running.has(id) && !this.#ending.has(id))
  }

  /** Looks again whether they are free in the statement that takes them: of two workers one wins. */
  #take(ids: string[]): Promise<JobTable[]> {
    const now = this.#now()
    return this.#options.unitOfWork.writing(this.#system(), tx =>
      store
        .db(tx)
        .updateTable('job')
        .set(eb => ({ status: 'running', attempt: eb('attempt', '+', 1), lease_owner: this.#owner, lease_until: this.#leaseEnd() }))
        .where('id', 'in', ids)
        .where(eb =>
          eb.or([
            eb.and([eb('status', '=', 'queued'), eb('run_at', '<=', now)]),
            eb.and([eb('status', '=', 'running'), eb('lease_until', '<', now)]),
          ]),
        )
        .returningAll()
        .execute(),
    )
  }

  #leaseEnd(): string {
    return new Date(this.#options.clock.now().getTime() + this.#lease).toISOString()
  }

  #launch(job: JobTable): void {
    const abort = new AbortController()
    const ended = this.#run(job, abort).then(outcome => {
      this.#running.delete(job.id)
      const written = this.#write(job, outcome)
        .catch(error => this.#options.log.error({ err: error, job: job.id, kind: job.kind }, 'a job could not be finished'))
        .finally(() => {
          this.#ending.delete(job.id)
          this.#wake()
        })
      this.#ending.set(job.id, written)
      this.#wake()
    })
    this.#running.set(job.id, { key: job.key, workspaceId: job.workspace_id, abort, ended })
    if (job.cancel_requested) abort.abort()
  }

  async #run(job: JobTable, abort: AbortController): Promise<Outcome> {
    const handler = this.#handlers.get(job.kind)
    if (!handler) return { end: 'failed', error: { code: null, message: `Nothing here handles jobs of kind ${job.kind}.` } }
    const base = this.#options.contextFor(job.workspace_id)
    const ctx: Context = { ...base, signal: AbortSignal.any([base.signal, abort.signal]) }
    const progress = async (value: JobProgress) =>
      this.#options.unitOfWork.writing(
        base,
        async tx =>
          void (await store
            .update(tx, 'job')
            .set({ progress: JSON.stringify(value) })
            .where('id', '=', job.id)
            .execute()),
      )
    return attemptJob(handler, ctx, JSON.parse(job.payload), { id: job.id, attempt: job.attempt, progress })
  }

  async #write(job: JobTable, outcome: Outcome): Promise<void> {
    if (outcome.end === 'failed') return this.#fail(job, outcome.error)
    if (outcome.end === 'again') return this.#again(job, outcome.error, outcome.after)
    // Stopped with the process, through no fault of its own: the next start begins it again.
    if (outcome.end === 'stopped' && !this.#started) return this.#queue(job, { attempt: job.attempt - 1 })
    await this.#own(job, undefined)
  }

  #fail(job: JobTable, { code, message }: JobError): Promise<void> {
    const failed = { status: 'failed', lease_owner: null, lease_until: null, finished_at: this.#now() } as const
    return this.#own(job, { ...failed, error: message, error_code: code })
  }

  #again(job: JobTable, { code, message }: JobError, after: number): Promise<void> {
    const runAt = new Date(this.#options.clock.now().getTime() + after).toISOString()
    return this.#queue(job, { run_at: runAt, error: message, error_code: code })
  }

  #queue(job: JobTable, change: Partial<JobTable>): Promise<void> {
    return this.#own(job, { status: 'queued', run_at: this.#now(), lease_owner: null, lease_until: null, ...change })
  }

  /** Changes a job, or removes it, only while the lease is ours. */
  async #own({ id, attempt }: JobTable, change: Partial<JobTable> | undefined): Promise<void> {
    const owner = this.#owner
    await this.#options.unitOfWork.writing(this.#system(), async tx => {
      const db = store.db(tx)
      if (change) {
        const update = db.updateTable('job').set(change).where('id', '=', id)
        await update.where('lease_owner', '=', owner).where('attempt', '=', attempt).execute()
      } else {
        const remove = db.deleteFrom('job').where('id', '=', id)
        await remove.where('lease_owner', '=', owner).where('attempt', '=', attempt).execute()
      }
    })
  }

  /** Owns its jobs for another while, and hears of those that another process cancelled. */
  async #beat(): Promise<void> {
    const ids = [...this.#running.keys(), ...this.#ending.keys()]
    if (ids.length === 0) return
    const write = this.#options.unitOfWork.writing(this.#system(), tx =>
      store
        .db(tx)
        .updateTable('job')
        .set({ lease_until: this.#leaseEnd() })
        .where('id', 'in', ids)
        .where('lease_owner', '=', this.#owner)
        .returning(['id', 'cancel_requested'])
        .execute(),
    )
    try {
      for (const job of await write) if (job.cancel_requested) this.#running.get(job.id)?.abort.abort()
    } catch (error) {
      this.#options.log.error({ err: error }, 'a heartbeat could not be written')
    }
  }

  async find(ctx: Context, id: string): Promise<JobRecord | undefined> {
    const job = await store.from(ctx, 'job').selectAll().where('id', '=', id).executeTakeFirst()
    if (!job) return undefined
    return {
      id,
      kind: job.kind,
      status: job.status,
      runAt: job.run_at,
      attempt: job.attempt,
      progress: job.progress === null ? null : JSON.parse(job.progress),
      error: job.error === null ? null : { code: job.error_code, message: job.error },
    }
  }

  async load(): Promise<JobLoad> {
    const db = store.db(this.#system())
    const now = this.#options.clock.now()
    const counts = await db
      .selectFrom('job')
      .select(eb => ['status', eb.fn.countAll<number>().as('jobs')])
      .groupBy('status')
      .execute()
    const of = (status: string) => counts.find(count => count.status === status)?.jobs ?? 0
    const oldest = await db
      .selectFrom('job')
      .select('run_at')
      .where('status', '=', 'queued')
      .where('run_at', '<=', now.toISOString())
      .orderBy('run_at')
      .limit(1)
      .executeTakeFirst()
    return {
      queued: of('queued'),
      running: of('running'),
      failed: of('failed'),
      oldestDue: oldest ? now.getTime() - Date.parse(oldest.run_at) : 0,
    }
  }

  async prune(ctx: Context, before: string): Promise<number> {
    const old = store.db(ctx).selectFrom('job').select('id').where('finished_at', '<', before).limit(1000)
    const result = await store.db(ctx).deleteFrom('job').where('id', 'in', old).executeTakeFirst()
    return Number(result.numDeletedRows)
  }
}
