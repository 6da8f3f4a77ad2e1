import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { AtomError } from '@atom/kernel'
import { memoryErrors } from '../../errors.ts'
import type { FileToRead } from '../extract.ts'
import type { Extracted } from '../extracted.ts'
import { limits, tooManyBytes } from '../limits.ts'
import type { CrossedError, FromReader } from './protocol.ts'

export interface ReadingOptions {
  /** Milliseconds one file may take; two minutes unless told. */
  timeout?: number
  /** Megabytes of heap; 1,024 unless told. */
  heap?: number
  /** Milliseconds without a file after which it ends and its memory is free again; 20 s unless told. */
  idleAfter?: number
}

/**
 * A process that reads files one after another: what a hostile file does to it, it does to nobody else. Started by the first file, killed with one
 * that takes too long or is no longer wanted, ended when idle.
 */
export class ReadingProcess {
  readonly #timeout: number
  readonly #heap: number
  readonly #idleAfter: number
  #child: ChildProcess | undefined
  #current: { resolve(extracted: Extracted): void; reject(error: unknown): void } | undefined
  #idle: NodeJS.Timeout | undefined
  /** Ends when the files before have been read. */
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor({ timeout = 120_000, heap = 1024, idleAfter = 20_000 }: ReadingOptions = {}) {
    this.#timeout = timeout
    this.#heap = heap
    this.#idleAfter = idleAfter
  }

  /** Files that are being read or wait. */
  get waiting(): number {
    return this.#waiting
  }

  /** The process id while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** As `Extract`. */
  async extract(file: FileToRead, signal?: AbortSignal): Promise<Extracted> {
    if (file.content.byteLength > limits.bytes) throw tooManyBytes('a file', limits.bytes)
    this.#waiting++
    const read = this.#turn.then(() => this.#read(file, signal))
    this.#turn = read.catch(() => {})
    return read.finally(() => this.#waiting--)
  }

  async #read({ content, mediaType, name }: FileToRead, signal: AbortSignal | undefined): Promise<Extracted> {
    signal?.throwIfAborted()
    clearTimeout(this.#idle)
    const { promise, resolve, reject } = Promise.withResolvers<Extracted>()
    const giveUp = (error: unknown) => {
      this.#kill()
      reject(error)
    }
    const stop = () => giveUp(signal?.reason)
    const deadline = setTimeout(() => giveUp(memoryErrors.took_too_long({ seconds: this.#timeout / 1000 })), this.#timeout)
    signal?.addEventListener('abort', stop, { once: true })
    this.#current = { resolve, reject }
    const child = this.#child ?? this.#start()
    child.ref()
    child.channel?.ref()
    child.send({ content, mediaType, name } satisfies FileToRead, error => {
      if (error) reject(memoryErrors.process_ended({ reason: error.message }, { cause: error }))
    })
    return promise.finally(() => {
      clearTimeout(deadline)
      signal?.removeEventListener('abort', stop)
      this.#current = undefined
      this.#rest()
    })
  }

  #start(): ChildProcess {
    // It reads our own code and writes nothing; it starts no program.
    const execArgv = ['--no-warnings', `--max-old-space-size=${this.#heap}`, '--permission', '--allow-fs-read=*', '--allow-worker']
    const child = fork(new URL('./main.ts', import.meta.url), {
      serialization: 'advanced',
      execArgv,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Nothing of the server's secrets.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, LANG: process.env.LANG },
    })
    this.#child = child
    // Reading must not slow down what people wait for.
    child.once('spawn', () => child.pid && setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL))
    child.on('message', (answer: FromReader) => {
      if (this.#child !== child) return
      const current = this.#current
      if (answer.spent) this.#kill()
      if ('error' in answer) current?.reject(uncrossed(answer.error))
      else current?.resolve(answer.extracted)
    })
    child.on('exit', (code, signal) => {
      if (this.#child !== child) return
      this.#child = undefined
      this.#current?.reject(died(code, signal, this.#heap))
    })
    child.on('error', error => {
      if (this.#child === child) this.#current?.reject(memoryErrors.process_ended({ reason: error.message }, { cause: error }))
    })
    return child
  }

  #rest(): void {
    this.#child?.unref()
    this.#child?.channel?.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#kill(), this.#idleAfter).unref()
  }

  /** It holds nothing that would be lost. */
  #kill(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }
}

/** The heap's end is an abort; anything else was a fault in code that read the file. */
function died(code: number | null, signal: NodeJS.Signals | null, heap: number): AtomError {
  if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134)
    return memoryErrors.too_large({ what: `more than ${heap} MB of memory would be needed` })
  return memoryErrors.broken_file({ reason: `reading it ended in a fault (${signal ?? code}).` })
}

const uncrossed = ({ code, status, message, details, cause }: CrossedError): AtomError =>
  new AtomError(code, status, message, { details, ...(cause ? { cause: new Error(cause) } : {}) })
