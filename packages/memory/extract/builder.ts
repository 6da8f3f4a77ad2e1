import type { Block, Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'

/** Puts an `Extracted` together block by block. */
export class ExtractedText {
  readonly #parts: string[] = []
  readonly #blocks: Block[] = []
  #length = 0

  /** Characters so far. */
  get length(): number {
    return this.#length
  }

  /** Adds a block; white space at its ends is left out, and a block of nothing else is none. @throws memory.too_large */
  add(text: string, block: Omit<Block, 'start' | 'end'>): void {
    const trimmed = text.trim()
    if (trimmed === '') return
    if (this.#length > 0) this.#push('\n\n')
    const start = this.#length
    this.#push(trimmed)
    if (this.#length > limits.characters) throw tooMany('characters of text', limits.characters)
    this.#blocks.push({ ...block, start, end: this.#length })
  }

  #push(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }

  done(rest: Omit<Extracted, 'text' | 'blocks'> = {}): Extracted {
    return { text: this.#parts.join(''), blocks: this.#blocks, ...rest }
  }
}
