import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** What was deleted for good. */
export interface Erased {
  /** UTC ISO 8601. */
  at: string
  workspace: string
  documents?: string[]
  source?: string
}

/**
 * What was deleted, by id, in a file beside the database: where an older copy of that is put back, it is deleted again. Ids alone, and only for
 * as long as there are copies it could come back from.
 */
export class ErasedList {
  readonly #folder: string
  /** Milliseconds. */
  readonly #keptFor: number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(folder: string, keptFor: number) {
    this.#folder = folder
    this.#keptFor = keptFor
  }

  /** On the disk when it is resolved. */
  add(erased: Erased): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      const file = await open(this.#place, 'a', 0o600)
      try {
        // A line that a crash cut short ends here.
        await file.appendFile(`\n${JSON.stringify(erased)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    })
  }

  /** All that is kept; what is too old to come back goes. @param now when that is asked */
  read(now: Date): Promise<Erased[]> {
    return this.#inTurn(async () => {
      const lines = (await readFile(this.#place, 'utf8').catch(() => '')).split('\n')
      const all = lines.flatMap(line => parsed(line) ?? [])
      const since = new Date(now.getTime() - this.#keptFor).toISOString()
      const kept = all.filter(({ at }) => at >= since)
      if (kept.length < all.length) await this.#write(kept)
      return kept
    })
  }

  async #write(kept: readonly Erased[]): Promise<void> {
    const unfinished = `${this.#place}.unfinished`
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.writeFile(kept.map(one => `${JSON.stringify(one)}\n`).join(''))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, this.#place)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }

  get #place(): string {
    return join(this.#folder, 'erased.jsonl')
  }
}

function parsed(line: string): Erased | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && 'at' in value && 'workspace' in value ? (value as Erased) : undefined
  } catch {
    return undefined
  }
}
