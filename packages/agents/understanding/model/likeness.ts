/** How near a sentence is to the examples of each skill, by an embedder. */
export class Likeness {
  readonly #embed: (texts: string[]) => Promise<Float32Array[]>
  readonly #examples: readonly { say: string; skill: string }[]
  #vectors: Float32Array[] | undefined
  #begun = false

  constructor(embed: (texts: string[]) => Promise<Float32Array[]>, examples: readonly { say: string; skill: string }[]) {
    this.#embed = embed
    this.#examples = examples
  }

  /** The best cosine by skill. Nothing until the examples' vectors are there: they are made aside, at the first question. */
  async of(text: string): Promise<Map<string, number> | undefined> {
    if (!this.#vectors) {
      if (!this.#begun) {
        this.#begun = true
        // Without vectors the other signals decide, so a failing embedder costs nothing but this help.
        this.#embed(this.#examples.map(example => example.say)).then(
          vectors => {
            this.#vectors = vectors
          },
          () => {
            this.#begun = false
          },
        )
      }
      return undefined
    }
    const [vector] = await this.#embed([text]).catch(() => [])
    if (!vector) return undefined
    const best = new Map<string, number>()
    this.#examples.forEach(({ skill }, at) => {
      const other = this.#vectors?.[at]
      if (!other) return
      let cosine = 0
      for (let i = 0; i < vector.length; i++) cosine += (vector[i] as number) * (other[i] as number)
      best.set(skill, Math.max(best.get(skill) ?? -1, cosine))
    })
    return best
  }
}
