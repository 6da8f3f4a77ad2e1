import { type Context, faultPoint } from '@atom/kernel'
import { type BatchRow, isPassing, runBatch, type Statement } from '@atom/storage'
import type { RunTable } from '../store.ts'
import { journal, type Lease } from './journal.ts'
import type { Parts } from './parts.ts'

/** What the next commit writes. */
interface Pending {
  statements: Statement[]
  /** More for the same transaction. */
  more: ((tx: Context) => Promise<void>)[]
  /** The event and the run itself, while they are not in the database yet; the run comes last. */
  birth: Statement[] | undefined
}

/** Milliseconds between two attempts to write what the database refused for now: a full disk, a restart. */
export const pauseAfterRefusal = 500

type Needs = Pick<Parts, 'runtime' | 'run' | 'wishes' | 'halt' | 'durable'>

/**
 * Writes for one run. What steps gave gathers here until a commit takes it along, all of it or nothing, in the order in which it came; every
 * commit proves first that the run is still ours. What could not be written stays and comes with the next commit.
 */
export class JournalWriter {
  readonly lease: Lease
  /** Told when the run is in the database. */
  onBorn: (() => void) | undefined
  readonly #parts: Needs
  #pending: Pending
  /** The transaction under way that takes along what was pending before it; other writes wait for it. */
  #turn: Promise<unknown> | undefined

  /** `birth`: statements that put the event into the database, with the first commit, where it and the run are not there yet. */
  constructor(parts: Needs, birth?: Statement[]) {
    const { run, runtime } = parts
    this.#parts = parts
    this.lease = { workspaceId: run.workspace_id, runId: run.id, owner: runtime.owner, epoch: run.epoch }
    this.#pending = { statements: [], more: [], birth }
  }

  /** With the next commit. */
  write(...statements: Statement[]): void {
    this.#pending.statements.push(...statements)
  }

  /** In the transaction of the next commit, after its statements. */
  also(work: (tx: Context) => Promise<void>): void {
    this.#pending.more.push(work)
  }

  /** The run itself is not in the database yet. */
  get isUnborn(): boolean {
    return this.#pending.birth !== undefined
  }

  /** Writes what is pending, and reads what is wanted of the run. */
  async commit(): Promise<void> {
    const { runtime, run, durable } = this.#parts
    const before = this.#before()
    if (before) await before
    const taken = this.#take()
    if (taken.more.length > 0)
      await this.#persist(() => runtime.unitOfWork.writing(runtime.system(run.workspace_id), tx => this.#writeAll(tx, taken)))
    else await this.#persist(async () => this.#see(await runtime.batch(this.#statementsOf(taken)), taken))
    await this.#after(taken)
    durable.now()
  }

  /** The same, where there is something to write. */
  async commitPending(): Promise<void> {
    const { statements, more, birth } = this.#pending
    if (statements.length > 0 || more.length > 0 || birth) await this.commit()
  }

  /** Writes what is pending from beside the run's loop, which may be writing too. */
  commitBeside(): Promise<void> {
    const { runtime, run } = this.#parts
    return this.inTurn(() => this.transact(runtime.system(run.workspace_id), async () => {}))
  }

  /** Work that calls `transact` does so one after another, and no commit comes in between. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = (this.#turn ?? Promise.resolve()).then(work)
    const over = turn.then(
      () => {},
      () => {},
    )
    this.#turn = over
    void over.then(() => {
      if (this.#turn === over) this.#turn = undefined
    })
    return turn
  }

  /** One transaction: what was pending, and this work. It may run more than once before it counts. */
  async transact<T>(ctx: Context, work: (tx: Context) => Promise<T>): Promise<T> {
    const taken = this.#take()
    try {
      const result = await this.#parts.runtime.unitOfWork.writing(ctx, async tx => {
        await this.#writeAll(tx, taken)
        return work(tx)
      })
      await this.#after(taken)
      return result
    } catch (error) {
      // What led to the work was taken back with it.
      const { statements, more, birth } = this.#pending
      this.#pending = { statements: [...taken.statements, ...statements], more: [...taken.more, ...more], birth: taken.birth ?? birth }
      throw error
    }
  }

  /**
   * Ends the run, with what is pending. `sequel` is what follows from it, in the same transaction; it gives back every turn and drops every
   * wake-up of the run, so what pending work would do of that is left out.
   * @returns whether runs of its workflow are held back that nothing of this has looked at
   */
  async end(
    end: Parameters<typeof journal.finish>[1],
    sequel: { needed: boolean; work(tx: Context): Promise<void> },
  ): Promise<{ othersHeld: boolean }> {
    const { runtime, run } = this.#parts
    const before = this.#before()
    if (before) await before
    const taken = this.#take()
    const { birth, statements, more } = taken
    const born: RunTable = { ...run, status: end.status, error: end.error, finished_at: end.at, owner: null }
    const written = birth
      ? [...birth, journal.insertRun(born), ...statements]
      : [journal.finish(this.lease, end, run.workflow_id), ...statements]
    let othersHeld = false
    await this.#persist(async () => {
      if (more.length > 0 || sequel.needed)
        await runtime.unitOfWork.writing(runtime.system(run.workspace_id), async tx => {
          await runBatch(tx, written)
          await sequel.work(tx)
        })
      else {
        const results = await runtime.batch(written)
        // One that was never under way for others to see has held nobody back.
        othersHeld = !birth && Boolean(results[0]?.[0]?.others)
      }
    })
    await this.#after(taken)
    return { othersHeld }
  }

  /** Lets go of the run by this statement. @returns the status it has now */
  async putDown(statement: Statement): Promise<RunTable['status']> {
    const fault = faultPoint('engine.before-suspend')
    if (fault) await fault
    let rows: BatchRow[] = []
    await this.#persist(async () => {
      rows = (await this.#parts.runtime.batch([statement]))[0] ?? []
    })
    const status = rows[0]?.status as RunTable['status']
    // It is still ours: something is wanted of it.
    if (status === 'running') this.#parts.wishes.see(rows[0])
    return status
  }

  /** What a commit waits for; nothing where no fault is wanted and no transaction is under way. */
  #before(): Promise<unknown> | undefined {
    const fault = faultPoint('engine.before-commit')
    return fault ? fault.then(() => this.#turn) : this.#turn
  }

  #after({ birth }: Pending): Promise<void> | undefined {
    if (birth) this.onBorn?.()
    return faultPoint('engine.after-commit')
  }

  #take(): Pending {
    const taken = this.#pending
    this.#pending = { statements: [], more: [], birth: undefined }
    return taken
  }

  /** Writes, and writes again while the database refuses for a reason that passes: what steps gave is in memory alone. */
  async #persist(write: () => Promise<void>): Promise<void> {
    const { runtime, run, halt } = this.#parts
    for (let refusals = 0; ; refusals++) {
      try {
        return await write()
      } catch (error) {
        if (halt.abandoned || !isPassing(error)) throw error
        if (refusals === 0) runtime.log.error({ err: error, runId: run.id }, 'what a run did cannot be written; it is tried again')
        await new Promise(resolve => setTimeout(resolve, pauseAfterRefusal))
      }
    }
  }

  async #writeAll(tx: Context, taken: Pending): Promise<void> {
    this.#see(await runBatch(tx, this.#statementsOf(taken)), taken)
    for (const write of taken.more) await write(tx)
  }

  #statementsOf({ birth, statements }: Pending): Statement[] {
    return birth ? [...birth, journal.insertRun(this.#parts.run), ...statements] : [journal.guard(this.lease), ...statements]
  }

  /** What the guard read on its way. */
  #see(results: BatchRow[][], { birth }: Pending): void {
    if (!birth) this.#parts.wishes.see(results[0]?.[0])
  }
}
