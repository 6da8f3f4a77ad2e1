import type { Logger } from '@atom/kernel'
import type { Pool } from 'pg'

/** Jobs of one workspace that share a place in the line: the others wait for so many at most. */
const grain = 8
/** Places of jobs that wait for their time, so that ten thousand due at once do not stand in one. */
const laterPlaces = 64
const lastPlace = 32_767
/** From here the line is moved back to its beginning. */
const farPlace = 16_000
/** Milliseconds after which a count is not believed. */
const longestTrust = 5000
/** Waiting jobs that are counted at most. */
const counted = 20_000

interface Counts {
  workspace: string
  waiting: number
  front: number
}

/**
 * Places in the line, so that workspaces get equal shares: graphile-worker takes jobs by priority, lowest first. A job stands as far behind
 * the front as its workspace has jobs waiting, so ten thousand of one are passed by the first of another; and since the front moves on
 * with the work, what stands far back comes to be served however much arrives after it.
 *
 * Counted in memory, so that enqueueing writes nothing more and transactions of one workspace do not meet in one row. Each process counts
 * what it enqueues and begins, and looks at the queue again when that may be far from the truth: a wrong count costs a little fairness.
 */
export class Shares {
  readonly #db: Pool
  readonly #log: Logger
  #waiting = new Map<string, number>()
  #front = 0
  #later = 0
  #changes = 0
  #countedAt = performance.now()
  #pause = 250
  #counting = false

  constructor(db: Pool, log: Logger) {
    this.#db = db
    this.#log = log
  }

  /** The place of a job that may run at once. */
  next(workspace: string): number {
    const age = performance.now() - this.#countedAt
    if (age > longestTrust) this.#forget()
    const waiting = this.#waiting.get(workspace) ?? 0
    this.#waiting.set(workspace, waiting + 1)
    this.#changes++
    if (age > longestTrust || (age > this.#pause && this.#changes > 200)) void this.#count()
    return Math.min(this.#front + Math.floor(waiting / grain), lastPlace)
  }

  /** The place of a job that waits for its time: at the front when that comes, beside those due with it. */
  later(): number {
    this.#later = (this.#later + 1) % laterPlaces
    return this.#later
  }

  began(workspace: string, place: number): void {
    const waiting = (this.#waiting.get(workspace) ?? 0) - 1
    if (waiting > 0) this.#waiting.set(workspace, waiting)
    else this.#waiting.delete(workspace)
    this.#front = place
  }

  /** What is not known any more counts for the newcomer. */
  #forget(): void {
    this.#waiting.clear()
    this.#front = 0
  }

  async #count(): Promise<void> {
    if (this.#counting) return
    this.#counting = true
    const began = performance.now()
    try {
      const { rows } = await this.#db.query<Counts>(`
        select payload->>'workspace' as workspace, count(*)::int as waiting, min(priority)::int as front from (
          select payload, priority from graphile_worker._private_jobs where is_available and run_at <= now() limit ${counted}
        ) due group by 1`)
      this.#waiting = new Map(rows.map(row => [row.workspace, row.waiting]))
      this.#front = rows.length === 0 ? 0 : Math.min(...rows.map(row => row.front))
      if (this.#front > farPlace) await this.#moveBack(this.#front)
    } catch (error) {
      this.#log.warn({ err: error }, 'waiting jobs could not be counted')
    } finally {
      this.#changes = 0
      this.#countedAt = performance.now()
      // Counting a long line takes at most a twentieth of the time.
      this.#pause = Math.max(250, (this.#countedAt - began) * 20)
      this.#counting = false
    }
  }

  async #moveBack(front: number): Promise<void> {
    const { rowCount } = await this.#db.query(
      `with alone as materialized (select pg_try_advisory_xact_lock(hashtext('atom:shares')) as is)
       update graphile_worker._private_jobs set priority = priority - $1
       where is_available and priority >= $1 and (select "is" from alone)`,
      [front],
    )
    if (rowCount) this.#front = 0
  }
}
