import type { Context } from '@atom/kernel'
import { whenOver } from '@atom/storage'

const most = 10_000

/**
 * Answers kept for a moment, because every request asks for them. A change in this process is seen at once, one in another process
 * after `lifetime` milliseconds at most.
 */
export class Remembered<V> {
  readonly #lifetime: number
  readonly #values = new Map<string, { value: V; until: number }>()
  /** Grows with every change, so that what was read before one is not kept after it. */
  #version = 0
  #changing = 0
  readonly #listeners = new Set<() => void>()

  constructor(lifetime: number) {
    this.#lifetime = lifetime
  }

  async get(key: string, read: () => Promise<V | undefined>): Promise<V | undefined> {
    const known = this.#values.get(key)
    if (known && known.until > performance.now()) return known.value
    const version = this.#version
    const value = await read()
    if (value !== undefined && version === this.#version && this.#changing === 0) {
      if (this.#values.size >= most) this.#values.clear()
      this.#values.set(key, { value, until: performance.now() + this.#lifetime })
    }
    return value
  }

  /** Somebody may have lost what an answer says: all are asked for again, and who listens is told. */
  forget(): void {
    this.refresh()
    for (const listener of this.#listeners) listener()
  }

  /** All are asked for again, though they would say no less than before. */
  refresh(): void {
    this.#values.clear()
    this.#version++
  }

  /** Hears of everything that is forgotten, the last time when it is durable. @returns how to stop */
  onForget(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Forgets all, and keeps nothing until this transaction is over: then what it changed is durable or never was. */
  forgetWith(ctx: Context): void {
    this.forget()
    this.#changing++
    whenOver(ctx, () => {
      this.#changing--
      this.forget()
    })
  }
}
