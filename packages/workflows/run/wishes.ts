import type { RunTable } from '../store.ts'

/**
 * What others want of a run in memory. They write it into its row and count `poke` up; every commit of the run reads both on its way, so a
 * wish is heard at the next commit, and a nudge only makes that one come at once.
 */
export class Wishes {
  /** How often something came, as far as is known here. */
  poke: number
  request: RunTable['request']
  #heeded: RunTable['request'] = null
  #came = false
  #nudged = false
  /** The run is looked at before it begins, whenever it is taken up. */
  #doubted = true

  constructor({ poke, request }: Pick<RunTable, 'poke' | 'request'>) {
    this.poke = poke
    this.request = request
  }

  /** What a statement of ours read from the run's row; nothing where it read none. */
  see(row: Record<string, unknown> | undefined): void {
    if (!row) return
    if (row.poke !== this.poke) {
      this.poke = row.poke as number
      this.#came = true
    }
    this.request = row.request as RunTable['request']
  }

  /** Something may have come for a step that waits. */
  lookAgain(): void {
    this.#came = true
  }

  /** Somebody says that the row has changed. `poke`: how often, as far as they know. @returns whether that is news */
  nudge(poke: number): boolean {
    if (poke <= this.poke) return false
    this.#nudged = true
    return true
  }

  /** Whether the row is to be read; the question counts as answered. */
  takeNudge(): boolean {
    const nudged = this.#nudged
    this.#nudged = false
    return nudged
  }

  /** It is no longer sure that the run may go on. */
  doubt(): void {
    this.#doubted = true
  }

  /** Whether that is to be found out; the question counts as answered. */
  takeDoubt(): boolean {
    const doubted = this.#doubted
    this.#doubted = false
    return doubted
  }

  /** Something came that nobody has looked at. */
  get came(): boolean {
    return this.#came
  }

  /** Something is to be heeded, or the row to be read, before the run may sleep. */
  get open(): boolean {
    return this.#nudged || this.#doubted || this.unheeded
  }

  /** Something came, or something else is wanted. */
  get unheeded(): boolean {
    return this.#came || this.request !== this.#heeded
  }

  /** From now on what is known counts as heeded. */
  heed(): void {
    this.#came = false
    this.#heeded = this.request
  }
}
