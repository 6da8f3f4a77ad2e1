interface Asked<In, Out> {
  items: In[]
  resolve(found: Out[]): void
  reject(error: unknown): void
}

/**
 * Does what many ask for at the same time in one call: what is asked for while a call is under way goes out together with the next. Where a
 * call for several fails, each is asked for alone, so that nobody fails through another.
 */
export class Together<In, Out> {
  readonly #most: number
  readonly #work: (items: In[]) => Promise<Out[]>
  readonly #waiting: Asked<In, Out>[] = []
  #busy = false

  /** @param most items of one call, as far as who asks for more does not get a larger one. @param work answers item by item */
  constructor(most: number, work: (items: In[]) => Promise<Out[]>) {
    this.#most = most
    this.#work = work
  }

  ask(items: In[]): Promise<Out[]> {
    if (items.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, resolve, reject })
      if (!this.#busy) void this.#go()
    })
  }

  async #go(): Promise<void> {
    this.#busy = true
    // Whoever asks in the same turn of the loop comes along.
    await null
    while (this.#waiting.length > 0) await this.#call(this.#next())
    this.#busy = false
  }

  #next(): Asked<In, Out>[] {
    const next = this.#waiting.splice(0, 1)
    for (let size = next[0]?.items.length ?? 0; ; ) {
      size += this.#waiting[0]?.items.length ?? this.#most
      if (size > this.#most) return next
      next.push(...this.#waiting.splice(0, 1))
    }
  }

  async #call(asked: Asked<In, Out>[]): Promise<void> {
    try {
      const found = await this.#work(asked.flatMap(({ items }) => items))
      let from = 0
      for (const { items, resolve } of asked) {
        resolve(found.slice(from, from + items.length))
        from += items.length
      }
    } catch (error) {
      if (asked.length === 1) asked[0]?.reject(error)
      else for (const one of asked) await this.#call([one])
    }
  }
}
