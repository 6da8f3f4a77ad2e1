import type { Pool } from 'pg'
import type { JobError, JobLoad } from '../dispatcher.ts'

/**
 * graphile-worker's queue beyond its functions: how a job ends when it does not simply succeed. It always backs off by its own curve and
 * forgets why; ours go by what the error says. `_private_jobs` is its own name: a new version of it is read before it is taken.
 */

/** More attempts than any handler has: how many there are is the handler's to say, and it may not be known where a job is enqueued. */
export const endless = 30_000
/** Attempts of a running job that was cancelled; graphile-worker itself sets `endless` where another job took its key. Neither runs again. */
export const cancelled = 32_000

/** The channel every worker hears of new jobs on. A notice with a count of 0 wakes none; ours says in it which running job to stop. */
export const channel = 'jobs:insert'

/** What a job carries. */
export interface Envelope {
  workspace: string
  /** Ids only. */
  payload: Record<string, unknown>
}

/** A job as long as this pool of workers owns it. */
interface Owned {
  id: string
  pool: string
}

/** A job as it was taken. */
interface Taken {
  id: string
  /** When, to the microsecond. */
  at: string
}

const free = 'locked_at = null, locked_by = null, updated_at = now()'
const handedBack = `run_at = least(run_at, now()), attempts = greatest(0, attempts - 1), ${free}`
const owned = 'id = $1::bigint and locked_by = $2'

export class Queue {
  readonly #db: Pool

  constructor(db: Pool) {
    this.#db = db
  }

  /** These were done; what others took over meanwhile is theirs. */
  async complete(ids: string[], pool: string): Promise<void> {
    const text = 'delete from graphile_worker._private_jobs where id = any($1::bigint[]) and locked_by = $2'
    await this.#db.query({ name: 'atom_complete', text, values: [ids, pool] })
  }

  /** Removes what a job told of itself, as long as it is this pool's. */
  async forgetProgress({ id, pool }: Owned): Promise<void> {
    const text = `delete from job_progress where job_id = $1::text and exists (select 1 from graphile_worker._private_jobs where ${owned})`
    await this.#db.query(text, [id, pool])
  }

  async takenBy(pool: string): Promise<Taken[]> {
    const text = 'select id::text, locked_at::text as at from graphile_worker._private_jobs where locked_by = $1'
    return (await this.#db.query<Taken>(text, [pool])).rows
  }

  /** As `handBack`, those of these that this pool has not begun anew since. */
  async handBackTaken(taken: Taken[], pool: string): Promise<void> {
    const { rowCount } = await this.#db.query(
      `update graphile_worker._private_jobs job set ${handedBack} from unnest($1::bigint[], $2::timestamptz[]) as taken (id, at)
       where job.id = taken.id and locked_at = taken.at and locked_by = $3 and attempts < ${endless}`,
      [taken.map(job => job.id), taken.map(job => job.at), pool],
    )
    await this.#wake(rowCount)
  }

  /** Lets it run again in so many milliseconds. */
  async again({ id, pool }: Owned, error: JobError, after: number): Promise<void> {
    const set = `run_at = now() + $3 * interval '1 ms', last_error = $4, ${free}`
    await this.#change(`update graphile_worker._private_jobs set ${set} where ${owned} and attempts < ${endless}`, [
      id,
      pool,
      after,
      JSON.stringify(error),
    ])
  }

  /** Keeps it as failed. Its key is free for the next one. */
  async fail({ id, pool }: Owned, error: JobError): Promise<void> {
    const set = `max_attempts = attempts, key = null, last_error = $3, ${free}`
    await this.#change(`update graphile_worker._private_jobs set ${set} where ${owned} and attempts < ${endless}`, [
      id,
      pool,
      JSON.stringify(error),
    ])
  }

  /** Stopped through no fault of its own: another worker begins it at once, and the attempt does not count. */
  async handBack({ id, pool }: Owned): Promise<void> {
    await this.#change(`update graphile_worker._private_jobs set ${handedBack} where ${owned} and attempts < ${endless}`, [id, pool])
    await this.#wake(1)
  }

  /** All that this pool still owns. */
  async handBackAll(pool: string): Promise<void> {
    const { rowCount } = await this.#db.query(
      `update graphile_worker._private_jobs set ${handedBack} where locked_by = $1 and attempts < ${endless}`,
      [pool],
    )
    await this.#wake(rowCount)
  }

  /** Of these running jobs those that were cancelled, for a worker that missed the notice. */
  async cancelledOf(ids: string[]): Promise<string[]> {
    if (ids.length === 0) return []
    const text = `select id from graphile_worker._private_jobs where id = any($1::bigint[]) and attempts = ${cancelled}`
    return (await this.#db.query<{ id: unknown }>(text, [ids])).rows.map(row => String(row.id))
  }

  async load(): Promise<JobLoad> {
    const { rows } = await this.#db.query<JobLoad>(`
      select
        count(*) filter (where is_available)::int as queued,
        count(*) filter (where locked_at is not null)::int as running,
        count(*) filter (where locked_at is null and attempts >= max_attempts and attempts < ${endless})::int as failed,
        coalesce(extract(epoch from now() - min(run_at) filter (where is_available and run_at <= now())) * 1000, 0)::float8 as "oldestDue"
      from graphile_worker._private_jobs`)
    return rows[0] as JobLoad
  }

  async #wake(jobs: number | null): Promise<void> {
    if (jobs) await this.#db.query(`select pg_notify('${channel}', '{"count":1}') from generate_series(1, $1::int)`, [jobs])
  }

  /** Where the job was cancelled, or another took its key, nothing remains of it. */
  async #change(text: string, values: unknown[]): Promise<void> {
    if ((await this.#db.query(text, values)).rowCount === 1) return
    await this.#db.query(`delete from graphile_worker._private_jobs where ${owned} and attempts >= ${endless}`, values.slice(0, 2))
  }
}
