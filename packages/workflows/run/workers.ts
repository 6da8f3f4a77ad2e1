import { hostname } from 'node:os'
import type { Logger } from '@atom/kernel'
import type { Batch } from '@atom/storage'
import { type Kysely, sql } from 'kysely'

/** Milliseconds between two signs of life, and after which a silent worker counts as dead. */
const beatEvery = 3000
const silence = 15_000
/** Runs that keep one worker busy. */
const enough = 100

/** PostgreSQL's clock, however wrong those of the machines are; workers share no other database. */
const now = '(extract(epoch from clock_timestamp()) * 1000)'

interface WorkersOptions {
  batch: Batch
  log: Logger
  /** This worker's name in leases. */
  id: string
  /** After each sign of life. `freed`: runs of others are free now. `lost`: this worker was taken for dead, and its runs from it. */
  beaten(what: { freed: boolean; lost: boolean }): void
}

/**
 * The engines that work on one PostgreSQL, over all machines. Each gives a sign of life every three seconds; whoever lives frees the runs of
 * those who have been silent for fifteen. One that was only slow finds that its runs are no longer its own when it next writes for them.
 */
export class Workers {
  readonly #options: WorkersOptions
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> | undefined
  /** Since when PostgreSQL has answered every beat, on `performance.now()`. */
  #answersSince: number | undefined = Number.NEGATIVE_INFINITY

  constructor(options: WorkersOptions) {
    this.#options = options
  }

  /** Resolves when others know of this worker. */
  async join(): Promise<void> {
    const { batch, id } = this.#options
    await batch([register(id)])
    this.#next()
  }

  /** This worker is no more. */
  async leave(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#beating
    await this.#options.batch([{ sql: 'delete from engine_worker where id = ?', parameters: [this.#options.id] }])
  }

  /**
   * Runs this worker may hold, at least as many as keep it busy, so that nothing waits for a worker that died a moment ago; more only as its part
   * of all that are under way or queued. `held`: those it has; `most`: what one can hold.
   */
  async share({ held, most }: { held: number; most: number }): Promise<number> {
    if (held < enough) return Math.min(enough, most)
    const [rows] = await this.#options.batch([
      {
        sql: `select workers, (select count(*) from (select 1 from run where status in ('queued', 'running') and status <> 'succeeded'
            and held = 0 limit workers * ?) as open) as runs
          from (select greatest(1, count(*)) as workers from engine_worker where beat_at >= ${now} - ${silence}) as alive`,
        parameters: [most],
      },
    ])
    const { workers = 1, runs = 0 } = (rows?.[0] ?? {}) as { workers?: number; runs?: number }
    return Math.min(most, Math.max(enough, Math.ceil(runs / workers)))
  }

  #next(): void {
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat()
        .catch(error => {
          this.#answersSince = undefined
          this.#options.log.warn({ err: error }, 'a sign of life of this engine could not be written')
        })
        .finally(() => {
          if (this.#timer) this.#next()
        })
    }, beatEvery)
    this.#timer.unref()
  }

  async #beat(): Promise<void> {
    const { batch, id, beaten } = this.#options
    // While PostgreSQL was away all were silent: the living have time to say that they are.
    const frees = this.#answersSince !== undefined && performance.now() - this.#answersSince > silence
    const [beat, , freed] = await batch([
      { sql: `update engine_worker set beat_at = ${now} where id = ? returning id`, parameters: [id] },
      ...(frees ? free : []),
    ])
    this.#answersSince ??= performance.now()
    const lost = beat?.length === 0
    if (lost) await batch([register(id)])
    beaten({ freed: (freed?.length ?? 0) > 0, lost })
  }
}

/** A process whose engine works on this PostgreSQL at this moment, or died less than fifteen seconds ago; nothing where there is none. */
// biome-ignore lint/suspicious/noExplicitAny: asked by those who have no context
export async function workingEngine(kysely: Kysely<any>): Promise<{ host: string; pid: number } | undefined> {
  const { rows } = await sql<{ host: string; pid: number }>`select host, pid from engine_worker
    where beat_at >= ${sql.raw(now)} - ${sql.lit(silence)} order by beat_at desc limit 1`.execute(kysely)
  return rows[0]
}

/** The dead, and what they had. */
const free = [
  { sql: `delete from engine_worker where beat_at < ${now} - ${silence}`, parameters: [] },
  {
    sql: `update run set status = 'queued', owner = null where status = 'running' and status <> 'succeeded'
      and owner not in (select id from engine_worker) returning id`,
    parameters: [],
  },
]

const register = (id: string) => ({
  sql: `insert into engine_worker (id, host, pid, beat_at) values (?, ?, ?, ${now}) on conflict (id) do update set beat_at = excluded.beat_at`,
  parameters: [id, hostname(), process.pid],
})
