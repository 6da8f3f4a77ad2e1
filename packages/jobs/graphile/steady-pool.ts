import { setImmediate as turn } from 'node:timers/promises'
import type { Logger } from '@atom/kernel'
import type { Pool, QueryConfig } from 'pg'
import type { Queue } from './queue.ts'
import { untilAnswered } from './until-answered.ts'

interface SteadyPoolOptions {
  db: Pool
  queue: Queue
  log: Logger
  /** Ends when the process stops: then nothing is asked again. */
  signal: AbortSignal
}

/** graphile-worker's names for the statements that take a job, and that remove jobs that were done. */
const takes = /^get_job/
const completes = /^complete_jobs?\//

/**
 * The connections one pool of graphile-worker's workers works on, so that it outlives a failure of PostgreSQL. By itself it
 * - tells only once that a job was done, and shuts down when that fails: no new job is begun until the longest of the running ones ends, and
 *   when two such statements fail it waits for ever (its issue 636; its count of them falls below zero). Here it is told until it is heard.
 * - knows nothing of a job whose taking was not answered, which stays locked for four hours. Here it is freed as soon as PostgreSQL answers.
 * - removes a job whoever owns it by now. Here only its own.
 * - waits for up to two minutes after PostgreSQL said that it is starting. Here it asks again at the next poll.
 */
export class SteadyPool {
  readonly #options: SteadyPoolOptions
  /** Jobs of these workers from their beginning until their end is written. */
  readonly #held = new Set<string>()
  readonly #taking = new Set<Promise<unknown>>()
  #owner = ''
  #unanswered = 0
  #freeing = false

  constructor(options: SteadyPoolOptions) {
    this.#options = options
  }

  /** What `runTaskList` takes connections from: one to listen on, which it keeps, and one for each statement. */
  get connections(): Pool {
    const { db } = this.#options
    const lent = { query: (statement: QueryConfig) => this.#query(statement), release() {} }
    return {
      connect: (listen?: Parameters<Pool['connect']>[0]) => (listen ? db.connect(listen) : Promise.resolve(lent)),
    } as unknown as Pool
  }

  /** Is known before the first job is taken. */
  ownedBy(pool: string): void {
    this.#owner = pool
  }

  hold(id: string): void {
    this.#held.add(id)
  }

  /** The end of this job is written, or is not this worker's to write. */
  let(id: string): void {
    this.#held.delete(id)
  }

  async #query(statement: QueryConfig) {
    const { db, signal } = this.#options
    const name = statement.name ?? ''
    if (completes.test(name)) return this.#complete([statement.values?.[0]].flat().map(String))
    if (!takes.test(name)) return untilAnswered(() => db.query(statement), signal)
    const taking = db.query(statement)
    this.#taking.add(taking)
    try {
      return await taking
    } catch (cause) {
      this.#unanswered++
      void this.#freeUnheard()
      throw new Error('PostgreSQL did not say which job is next.', { cause })
    } finally {
      this.#taking.delete(taking)
    }
  }

  /** Never throws: the pool would shut down. */
  async #complete(ids: string[]): Promise<void> {
    const { queue, log, signal } = this.#options
    const held = ids.filter(id => this.#held.has(id))
    if (held.length > 0)
      await untilAnswered(() => queue.complete(held, this.#owner), signal).catch(error =>
        log.error({ err: error, jobs: held }, 'jobs were done, but could not be removed'),
      )
    for (const id of held) this.#held.delete(id)
  }

  /** Frees what these workers took without hearing of it. */
  async #freeUnheard(): Promise<void> {
    if (this.#freeing) return
    const { queue, log, signal } = this.#options
    this.#freeing = true
    for (let seen = -1; seen !== this.#unanswered; ) {
      seen = this.#unanswered
      try {
        const taken = await untilAnswered(() => queue.takenBy(this.#owner), signal)
        // Those that are being taken now are held one turn after the answer.
        await Promise.allSettled(this.#taking)
        await turn()
        const unheard = taken.filter(job => !this.#held.has(job.id))
        if (unheard.length > 0) await untilAnswered(() => queue.handBackTaken(unheard, this.#owner), signal)
      } catch (error) {
        log.error({ err: error }, 'jobs whose taking was not answered could not be freed')
      }
    }
    this.#freeing = false
  }
}
