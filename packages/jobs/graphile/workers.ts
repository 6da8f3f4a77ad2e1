import { hostname } from 'node:os'
import type { Logger } from '@atom/kernel'
import type { Pool } from 'pg'
import { channel } from './queue.ts'

interface WorkersOptions {
  db: Pool
  log: Logger
  /** Milliseconds after which a silent worker counts as dead; it beats three times as often. */
  silence: number
}

/** The database's clock, however wrong those of the machines are. */
const instant = (moment: string) => `to_char((${moment}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const wake = (jobs: string) => `select pg_notify('${channel}', '{"count":1}') from ${jobs}`

/**
 * The workers that live, over all machines. graphile-worker keeps a killed worker's jobs locked for four hours; here every worker beats
 * in a table, and whoever lives frees the jobs of those who fell silent.
 */
export class Workers {
  readonly #options: WorkersOptions
  /** Set once it is registered. */
  #id: string | undefined
  #joining: { id: string; registered: Promise<void> } | undefined
  #timer: NodeJS.Timeout | undefined
  #beats = 0
  /** Since when PostgreSQL has answered every beat, on `performance.now()`. */
  #answersSince: number | undefined = Number.NEGATIVE_INFINITY

  constructor(options: WorkersOptions) {
    this.#options = options
  }

  /** Is known before it takes its first job. May be asked again when it fails. */
  join(id: string): Promise<void> {
    if (this.#joining?.id !== id) this.#joining = { id, registered: this.#register(id) }
    return this.#joining.registered.catch(error => {
      if (this.#joining?.id === id) this.#joining = undefined
      throw error
    })
  }

  /** Beats from now on. `lost` is called when others have taken this worker for dead; `beaten` after each beat. */
  start({ lost, beaten }: { lost(): void; beaten(): Promise<void> }): void {
    const beat = async () => {
      try {
        if (this.#id !== undefined && !(await this.#beat(this.#id))) lost()
        this.#answersSince ??= performance.now()
        // While PostgreSQL was away all were silent: the living have time to say that they are.
        if (performance.now() - this.#answersSince > this.#options.silence) await this.#freeSilent()
        // Workers that died before they were registered, once a minute: it reads the whole queue.
        if (this.#beats++ % 12 === 0) await this.#freeUnknown()
        await beaten()
      } catch (error) {
        this.#answersSince = undefined
        this.#options.log.warn({ err: error }, 'a heartbeat of this worker could not be written')
      }
      if (this.#timer) this.#timer = setTimeout(beat, this.#options.silence / 3)
    }
    this.#timer = setTimeout(beat, 0)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** This worker is no more. */
  async leave(id: string): Promise<void> {
    if (this.#id === id) this.#id = undefined
    await this.#options.db.query('delete from worker where id = $1', [id])
  }

  async #register(id: string): Promise<void> {
    await this.#options.db.query(
      `insert into worker (id, host, pid, started_at, beat_at) values ($1, $2, $3, ${instant('now()')}, ${instant('now()')})
       on conflict (id) do update set beat_at = excluded.beat_at`,
      [id, hostname(), process.pid],
    )
    this.#id = id
  }

  /** @returns false when others have removed it */
  async #beat(id: string): Promise<boolean> {
    const { rowCount } = await this.#options.db.query(`update worker set beat_at = ${instant('now()')} where id = $1`, [id])
    return rowCount !== 0 || this.#id !== id
  }

  async #freeSilent(): Promise<void> {
    const dead = `beat_at < ${instant(`now() - interval '${this.#options.silence} ms'`)}`
    await this.#options.db.query(
      `with silent as (delete from worker where ${dead} returning id),
            freed as (select graphile_worker.force_unlock_workers(array_agg(id)) from silent having count(*) > 0)
       ${wake('freed')}`,
    )
  }

  async #freeUnknown(): Promise<void> {
    await this.#options.db.query(
      `with unknown as (
         select distinct locked_by from graphile_worker._private_jobs
         where locked_at < now() - interval '${this.#options.silence} ms' and not exists (select 1 from worker where worker.id = locked_by)
       ), freed as (select graphile_worker.force_unlock_workers(array_agg(locked_by)) from unknown having count(*) > 0)
       ${wake('freed')}`,
    )
  }
}
