import type { Context } from '@atom/kernel'

/**
 * Work that is wanted while it is under way in this process is done once more after it, instead of twice at the same time: a job that is asked
 * for again while it runs is a second job.
 */
export class OneAtATime {
  /** By key: whether it was wanted again. */
  readonly #wanted = new Map<string, boolean>()

  /**
   * @param work told whether it is done once more
   * @param askAnew asks for a new job. Where the work fails, those that wanted it meanwhile have ended, and graphile-worker tries none again whose
   * key a later one took: without this nobody would be left to do it
   */
  async run(key: string, work: (again: boolean) => Promise<void>, askAnew: () => Promise<void>): Promise<void> {
    if (this.#wanted.has(key)) {
      this.#wanted.set(key, true)
      return
    }
    let wanted = false
    try {
      for (let again = false; ; again = true) {
        this.#wanted.set(key, false)
        await work(again)
        if (!this.#wanted.get(key)) return
      }
    } catch (error) {
      wanted = this.#wanted.get(key) === true
      throw error
    } finally {
      this.#wanted.delete(key)
      if (wanted) await askAnew()
    }
  }
}

/** A context for what has to be written though the job's signal has ended. */
export const unending = (ctx: Context): Context => ({ ...ctx, signal: new AbortController().signal })
