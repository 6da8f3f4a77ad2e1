interface Kept {
  revision: string
  body: Buffer
}

/** Bytes an entry takes beside its key and body, roughly. */
const overhead = 200

/**
 * Answers to those who ask the same again, good as long as the database has the revision they were read at. At most so many bytes; what was
 * not asked for longest goes first.
 */
export class KeptAnswers {
  readonly #most: number
  readonly #entries = new Map<string, Kept>()
  #bytes = 0

  constructor(mostBytes: number) {
    this.#most = mostBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string, revision: string): Buffer | undefined {
    const kept = this.#entries.get(key)
    if (!kept) return undefined
    this.#remove(key, kept)
    if (kept.revision !== revision) return undefined
    this.#add(key, kept)
    return kept.body
  }

  /** `revision` was asked for before anything of `body` was read. */
  keep(key: string, revision: string, body: Buffer): void {
    const earlier = this.#entries.get(key)
    if (earlier) this.#remove(key, earlier)
    const kept = { revision, body }
    if (sizeOf(key, kept) > this.#most) return
    this.#add(key, kept)
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#most) return
      this.#remove(oldest, entry)
    }
  }

  #add(key: string, kept: Kept): void {
    this.#entries.set(key, kept)
    this.#bytes += sizeOf(key, kept)
  }

  #remove(key: string, kept: Kept): void {
    this.#entries.delete(key)
    this.#bytes -= sizeOf(key, kept)
  }
}

const sizeOf = (key: string, { body }: Kept): number => 2 * key.length + body.byteLength + overhead
