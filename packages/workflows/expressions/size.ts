import { limits } from './limits.ts'
import { ExpressionProblem } from './problem.ts'

interface Size {
  /** Characters as JSON, near enough. */
  weight: number
  depth: number
}

const tooLarge = () => new ExpressionProblem('what it makes is larger than 10 MB')
const leaf: Size = { weight: 5, depth: 0 }

/**
 * Sizes of the values of one evaluation. A value may hold the same list many times over (`[$a, $a]` thirty times is a billion items that
 * take no memory until they are written out), so each object is weighed once and counts wherever it stands.
 */
export class Sizes {
  readonly #known = new Map<object, Size>()
  #texts = 0

  /** Weighs a value that was just made. @throws ExpressionProblem when it is over a limit */
  check(value: unknown): void {
    if (typeof value === 'string') {
      this.#texts += value.length
      if (value.length > limits.value || this.#texts > limits.texts) throw tooLarge()
    } else if (typeof value === 'object' && value !== null) this.#sizeOf(value, 0)
  }

  #sizeOf(value: unknown, level: number): Size {
    if (typeof value === 'string') return { weight: value.length + 2, depth: 0 }
    if (typeof value !== 'object' || value === null) return leaf
    const known = this.#known.get(value)
    if (known) return known
    const size: Size = { weight: 2, depth: 1 }
    const add = (item: unknown, extra: number) => {
      const { weight, depth } = this.#sizeOf(item, level + 1)
      size.weight += weight + extra
      if (size.weight > limits.value) throw tooLarge()
      if (depth >= size.depth) size.depth = depth + 1
      if (size.depth + level > limits.depth) throw new ExpressionProblem(`what it makes is nested more than ${limits.depth} levels deep`)
    }
    if (Array.isArray(value)) for (const item of value) add(item, 1)
    else if (!isFunction(value)) for (const key of Object.keys(value)) add((value as Record<string, unknown>)[key], key.length + 4)
    this.#known.set(value, size)
    return size
  }
}

/** JSONata's functions are objects with a mark; what they hold is not theirs to weigh. */
export const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' &&
    value !== null &&
    ((value as { _jsonata_function?: unknown })._jsonata_function === true ||
      (value as { _jsonata_lambda?: unknown })._jsonata_lambda === true))
