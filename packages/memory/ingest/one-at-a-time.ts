/**
 * Work that is wanted while it is under way in this process is done once more after it, instead of twice at the same time: a job that is asked
 * for again while it runs is a second job.
 */
export class OneAtATime {
  /** By key: whether it was wanted again. */
  readonly #wanted = new Map<string, boolean>()

  /** @param work told whether it is done once more. Where it fails, what was wanted meanwhile is left to its next attempt */
  async run(key: string, work: (again: boolean) => Promise<void>): Promise<void> {
    if (this.#wanted.has(key)) {
      this.#wanted.set(key, true)
      return
    }
    try {
      for (let again = false; ; again = true) {
        this.#wanted.set(key, false)
        await work(again)
        if (!this.#wanted.get(key)) return
      }
    } finally {
      this.#wanted.delete(key)
    }
  }
}
