import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { AtomError } from '@atom/kernel'
import type { TextRole } from '@atom/models'
import { memoryErrors } from '../errors.ts'
import type { IndexSpace } from '../index/space.ts'
import {
  type CrossedError,
  type EmbedCall,
  type FromProcess,
  type IndexCall,
  indexCalls,
  type ProcessStart,
  type ToProcess,
  type WorkspaceIndex,
} from './protocol.ts'

export interface MemoryProcessOptions extends ProcessStart {
  /** Milliseconds without a call after which it ends and its memory is free again; 30 s unless told. */
  idleAfter?: number
  /** Milliseconds for one call; ten minutes unless told, for an index of a million chunks takes its time. */
  timeout?: number
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
  deadline: NodeJS.Timeout
}

/**
 * The process that holds LanceDB and the embedding model, apart from the server: started by the first call, ended when idle, started anew
 * after a crash. What was under way in a crash fails with `memory.process_ended`, which may be tried again.
 */
export class MemoryProcess {
  readonly #options: MemoryProcessOptions
  readonly #waiting = new Map<number, Waiting>()
  #child: ChildProcess | undefined
  #idle: NodeJS.Timeout | undefined
  #last = 0
  #closed = false
  /** Processes that were told to leave: two must not write one table. */
  #leaving: Promise<unknown> = Promise.resolve()

  constructor(options: MemoryProcessOptions) {
    this.#options = options
  }

  /** As `Embedder.embed`. */
  async embed(embedder: string, texts: string[], as: TextRole, signal?: AbortSignal): Promise<Float32Array[]> {
    signal?.throwIfAborted()
    return texts.length === 0 ? [] : (this.#ask({ call: 'embed', embedder, texts, as }) as Promise<Float32Array[]>)
  }

  /** The workspace's index with these vectors. */
  index(workspaceId: string, space: IndexSpace): WorkspaceIndex {
    const calls = indexCalls.map(call => [call, (...given: unknown[]) => this.#ask({ call, workspaceId, space, arguments: given })])
    return Object.fromEntries(calls) as WorkspaceIndex
  }

  async #ask(ask: EmbedCall | IndexCall): Promise<unknown> {
    if (this.#closed) throw memoryErrors.closed()
    clearTimeout(this.#idle)
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      const seconds = (this.#options.timeout ?? 600_000) / 1000
      const deadline = setTimeout(() => this.#settle(id, waiting => waiting.reject(memoryErrors.no_answer({ seconds }))), seconds * 1000)
      this.#waiting.set(id, { resolve, reject, deadline })
      this.#leaving.then(() => this.#send({ id, ask }))
    })
  }

  #send(message: Exclude<ToProcess, { leave: true }>): void {
    if (!this.#waiting.has(message.id)) return
    const child = this.#child ?? this.#start()
    child.ref()
    child.send(message, error => {
      if (error) this.#settle(message.id, waiting => waiting.reject(memoryErrors.process_ended({ reason: error.message })))
    })
  }

  #start(): ChildProcess {
    const { folder, modelsDir } = this.#options
    const child = fork(new URL('./main.ts', import.meta.url), [JSON.stringify({ folder, modelsDir } satisfies ProcessStart)], {
      serialization: 'advanced',
      // Nothing of the server's: neither its debugger's port nor its secrets.
      execArgv: ['--no-warnings'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, LANG: process.env.LANG },
    })
    this.#child = child
    // Reading must not slow down what people wait for.
    child.once('spawn', () => setPriority(child.pid as number, constants.priority.PRIORITY_BELOW_NORMAL))
    child.on('message', (message: FromProcess) =>
      this.#settle(message.id, waiting => ('error' in message ? waiting.reject(uncrossed(message.error)) : waiting.resolve(message.value))),
    )
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return
      this.#child = undefined
      const reason = signal ?? `code ${code}`
      for (const id of [...this.#waiting.keys()]) this.#settle(id, waiting => waiting.reject(memoryErrors.process_ended({ reason })))
    })
    child.on('error', () => {})
    return child
  }

  #settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    clearTimeout(waiting.deadline)
    this.#waiting.delete(id)
    how(waiting)
    if (this.#waiting.size > 0) return
    this.#child?.unref()
    this.#child?.channel?.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#end(), this.#options.idleAfter ?? 30_000).unref()
  }

  #end(): void {
    const child = this.#child
    if (!child) return
    this.#child = undefined
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
    if (child.connected) child.send({ leave: true } satisfies ToProcess)
    this.#leaving = Promise.all([
      this.#leaving,
      Promise.race([gone, sleep(10_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]),
    ])
  }

  /** Ends it when what is under way is done. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idle)
    for (const id of [...this.#waiting.keys()]) this.#settle(id, waiting => waiting.reject(memoryErrors.closed()))
    clearTimeout(this.#idle)
    this.#child?.ref()
    this.#end()
    await this.#leaving
  }
}

const uncrossed = ({ code, status, message, stack }: CrossedError): Error => {
  if (code !== undefined) return new AtomError(code, status ?? 500, message, { retry: 'policy' })
  const error = new Error(message)
  if (stack !== undefined) error.stack = stack
  return error
}
