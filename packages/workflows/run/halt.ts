import type { RunError } from './run-error.ts'
import type { Wishes } from './wishes.ts'

/** Why nothing new of a run may begin, and the signal by which what is under way ends. */
export class Halt {
  /** What the run fails with. */
  failed: RunError | undefined
  /** When all that is under way has ended, the run is put down, to be read again from its rows. */
  leaving = false
  /** The database refused something for now: it is given a moment before the run is put down. */
  refused = false
  /** Another worker owns the run: nothing is written any more. */
  lost = false
  /** This process stops: nobody waits for the database any more. */
  abandoned = false
  readonly #wishes: Wishes
  /** Made when somebody listens: most short runs are over before. */
  #abort: AbortController | undefined

  constructor(wishes: Wishes) {
    this.#wishes = wishes
  }

  get isOn(): boolean {
    return this.failed !== undefined || this.#wishes.request !== null || this.leaving || this.lost
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController()
    return this.#abort.signal
  }

  get isCut(): boolean {
    return this.#abort?.signal.aborted === true
  }

  /** Ends what is under way. */
  cut(reason: unknown): void {
    this.#abort ??= new AbortController()
    this.#abort.abort(reason)
  }
}
