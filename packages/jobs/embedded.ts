import { AtomError, type Clock, type Context, faultPoint, type Logger, type NewJob, newId, type UnitOfWork } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import type { Dispatcher, JobHandler, JobProgress } from './dispatcher.ts'
import { type JobTable, store } from './store.ts'

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
}

/** A timer cannot wait longer than 2^31 ms; and a clock that was set back or forward is noticed within this. */
const longestSleep = 30_000
const longestBackoff = 15 * 60_000

/** Dispatcher in the server's own process. Jobs are rows; the next due one sets the timer; a lease per running job lets the next start take over after a kill. */
export class EmbeddedDispatcher implements Dispatcher {
  readonly #options: EmbeddedOptions
  readonly #owner = newId()
  readonly #handlers = new Map<string, JobHandler>()
  readonly #running = new Map<string, { key: string | null; workspaceId: string; abort: AbortController; ended: Promise<void> }>()
  #timer: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined
  #started = false
  #claiming: Promise<void> | undefined
  #again = false

  constructor(options: EmbeddedOptions) {
    this.#options = options
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
        created_at: now,
        finished_at: null,
      })
      .execute()
    afterCommit(ctx, () => this.#wake())
    return id
  }

  async cancel(ctx: Context, key: string): Promise<boolean> {
    const finished = { status: 'cancelled', finished_at: ctx.clock.now().toISOString() } as const
    const queued = await store.update(ctx, 'job').set(finished).where('key', '=', key).where('status', '=', 'queued').executeTakeFirst()
    const running = await store
      .update(ctx, 'job')
      .set({ cancel_requested: 1 })
      .where('key', '=', key)
      .where('status', '=', 'running')
      .executeTakeFirst()
    afterCommit(ctx, () => {
      for (const job of this.#running.values()) if (job.key === key && job.workspaceId === ctx.workspaceId) job.abort.abort()
    })
    return queued.numUpdatedRows + running.numUpdatedRows > 0n
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
    clearInterval(this.#heartbeat)
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
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#claiming = this.#claim()
      .catch(error => {
        this.#options.log.error({ error }, 'looking for due jobs failed')
        this.#sleep(1000)
      })
      .finally(() => {
        this.#claiming = undefined
        if (this.#again) {
          this.#again = false
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
    for (;;) {
      const free = (this.#options.concurrency ?? 4) - this.#running.size
      if (free <= 0 || !this.#started) return
      const due = await this.#due(free)
      if (due.length === 0) break
      for (const job of due) if (await this.#take(job)) this.#launch(job)
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

  async #due(limit: number): Promise<JobTable[]> {
    const db = store.db(this.#system())
    const now = this.#now()
    // Two indexed look-ups instead of one `or` that would scan.
    const queued = await db
      .selectFrom('job')
      .selectAll()
      .where('status', '=', 'queued')
      .where('run_at', '<=', now)
      .orderBy('run_at')
      .orderBy('id')
      .limit(limit)
      .execute()
    if (queued.length > 0) return queued
    const lost = await db
      .selectFrom('job')
      .selectAll()
      .where('status', '=', 'running')
      .where('lease_until', '<', now)
      .limit(limit)
      .execute()
    return lost.filter(job => !this.#running.has(job.id))
  }

  /** Guarded by what was read: of two workers one wins. */
  #take(job: JobTable): Promise<boolean> {
    return this.#options.unitOfWork.writing(this.#system(), async tx => {
      let update = store
        .db(tx)
        .updateTable('job')
        .set({ status: 'running', attempt: job.attempt + 1, lease_owner: this.#owner, lease_until: this.#leaseEnd() })
        .where('id', '=', job.id)
        .where('status', '=', job.status)
        .where('attempt', '=', job.attempt)
      if (job.status === 'running') update = update.where('lease_until', '<', this.#now())
      return (await update.executeTakeFirst()).numUpdatedRows === 1n
    })
  }

  #leaseEnd(): string {
    return new Date(this.#options.clock.now().getTime() + this.#lease).toISOString()
  }

  #launch(job: JobTable): void {
    const abort = new AbortController()
    const ended = this.#run({ ...job, attempt: job.attempt + 1 }, abort)
      .catch(error => this.#options.log.error({ error, job: job.id, kind: job.kind }, 'a job could not be finished'))
      .finally(() => {
        this.#running.delete(job.id)
        this.#wake()
      })
    this.#running.set(job.id, { key: job.key, workspaceId: job.workspace_id, abort, ended })
    if (job.cancel_requested) abort.abort()
  }

  async #run(job: JobTable, abort: AbortController): Promise<void> {
    const handler = this.#handlers.get(job.kind)
    if (!handler) return this.#finish(job, 'failed', `Nothing here handles jobs of kind ${job.kind}.`)
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
    try {
      if (abort.signal.aborted) return await this.#finish(job, 'cancelled')
      // Counted when it is taken, so that a job which ends the process with it is given up too.
      if (job.attempt > (handler.attempts ?? 10))
        return await this.#finish(job, 'failed', 'It was begun too often without coming to an end.')
      await faultPoint('jobs.taken')
      await handler.run(ctx, JSON.parse(job.payload), { id: job.id, attempt: job.attempt, progress })
      await faultPoint('jobs.before-done')
      await this.#finish(job, 'done')
    } catch (error) {
      if (abort.signal.aborted) return this.#started ? this.#finish(job, 'cancelled') : this.#handBack(job)
      await this.#failed(job, handler, error)
    }
  }

  /** Stopped with the process, through no fault of its own: the next start begins it again. */
  async #handBack(job: JobTable): Promise<void> {
    await this.#own(job, { status: 'queued', run_at: this.#now(), lease_owner: null, lease_until: null, attempt: job.attempt - 1 })
  }

  async #failed(job: JobTable, handler: JobHandler, error: unknown): Promise<void> {
    const message = AtomError.is(error) ? error.message : 'Something unexpected went wrong.'
    this.#options.log.warn({ error, job: job.id, kind: job.kind, attempt: job.attempt }, 'a job failed')
    const retry = AtomError.is(error) ? error.retry : 'policy'
    if (retry === 'never' || job.attempt >= (handler.attempts ?? 10)) return this.#finish(job, 'failed', message)
    const wait = typeof retry === 'object' ? retry.after : Math.min(2 ** job.attempt * 500, longestBackoff) * (0.75 + Math.random() / 2)
    const runAt = new Date(this.#options.clock.now().getTime() + wait).toISOString()
    await this.#own(job, { status: 'queued', run_at: runAt, lease_owner: null, lease_until: null, error: message })
  }

  async #finish(job: JobTable, status: 'done' | 'failed' | 'cancelled', error?: string): Promise<void> {
    await this.#own(job, { status, lease_owner: null, lease_until: null, finished_at: this.#now(), error: error ?? null })
  }

  /** Writes only while the lease is ours. */
  async #own(job: JobTable, change: Partial<JobTable>): Promise<void> {
    await this.#options.unitOfWork.writing(this.#system(), async tx => {
      await store
        .db(tx)
        .updateTable('job')
        .set(change)
        .where('id', '=', job.id)
        .where('lease_owner', '=', this.#owner)
        .where('attempt', '=', job.attempt)
        .execute()
    })
  }

  async #beat(): Promise<void> {
    const ids = [...this.#running.keys()]
    if (ids.length === 0) return
    await this.#options.unitOfWork
      .writing(this.#system(), async tx => {
        await store
          .db(tx)
          .updateTable('job')
          .set({ lease_until: this.#leaseEnd() })
          .where('id', 'in', ids)
          .where('lease_owner', '=', this.#owner)
          .execute()
      })
      .catch(error => this.#options.log.error({ error }, 'a heartbeat could not be written'))
  }
}

/** Removes finished jobs older than a moment (UTC ISO 8601), a chunk at a time. @returns how many went */
export async function pruneJobs(ctx: Context, before: string): Promise<number> {
  const old = store.db(ctx).selectFrom('job').select('id').where('finished_at', '<', before).limit(1000)
  const result = await store.db(ctx).deleteFrom('job').where('id', 'in', old).executeTakeFirst()
  return Number(result.numDeletedRows)
}
