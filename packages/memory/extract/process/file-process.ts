import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { AtomError } from '@atom/kernel'
import { memoryErrors } from '../../errors.ts'
import type { Asked, CrossedError, FromReader, Progress } from './protocol.ts'

export interface FileProcessOptions {
  /** The module it runs, which calls `answerFiles`. */
  main: URL
  /** Milliseconds one file may take without saying how far it is; two minutes unless told. */
  timeout?: number
  /** Megabytes of heap; 1,024 unless told. */
  heap?: number
  /** Megabytes of memory in all; the heap's and what is beside it unless told. */
  memory?: number
  /** Milliseconds without a file after which it ends and its memory is free again; 20 s unless told. */
  idleAfter?: number
}

/**
 * A process that reads files one after another: what a hostile file does to it, it does to nobody else. Started by the first file, killed with one
 * that takes too long or is no longer wanted, ended when idle.
 */
export class FileProcess<File extends object, Answer> {
  readonly #main: URL
  readonly #timeout: number
  readonly #heap: number
  readonly #memory: number | undefined
  readonly #idleAfter: number
  #child: ChildProcess | undefined
  #current: { resolve(answer: Answer): void; reject(error: unknown): void; progress(how: Progress): void } | undefined
  #idle: NodeJS.Timeout | undefined
  /** Ends when the files before have been read. */
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor({ main, timeout = 120_000, heap = 1024, memory, idleAfter = 20_000 }: FileProcessOptions) {
    this.#main = main
    this.#timeout = timeout
    this.#heap = heap
    this.#memory = memory
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

  /**
   * Reads one file after those that were asked for before.
   * @throws what the reading throws, memory.took_too_long, memory.too_large where it takes too much memory, memory.broken_file where it ends in a fault
   */
  async ask(file: File, signal?: AbortSignal, progress: (how: Progress) => void = () => {}): Promise<Answer> {
    this.#waiting++
    const read = this.#turn.then(() => this.#read(file, signal, progress))
    this.#turn = read.catch(() => {})
    return read.finally(() => this.#waiting--)
  }

  async #read(file: File, signal: AbortSignal | undefined, progress: (how: Progress) => void): Promise<Answer> {
    signal?.throwIfAborted()
    clearTimeout(this.#idle)
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const giveUp = (error: unknown) => {
      this.#kill()
      reject(error)
    }
    const stop = () => giveUp(signal?.reason)
    const deadline = setTimeout(() => giveUp(memoryErrors.took_too_long({ seconds: this.#timeout / 1000 })), this.#timeout)
    signal?.addEventListener('abort', stop, { once: true })
    this.#current = {
      resolve,
      reject,
      progress: how => {
        deadline.refresh()
        progress(how)
      },
    }
    const child = this.#child ?? this.#start()
    child.ref()
    child.channel?.ref()
    child.send({ file, ...(this.#memory === undefined ? {} : { memory: this.#memory }) } satisfies Asked<File>, error => {
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
    const child = fork(this.#main, {
      serialization: 'advanced',
      execArgv,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Nothing of the server's secrets.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, LANG: process.env.LANG },
    })
    this.#child = child
    // Reading must not slow down what people wait for.
    child.once('spawn', () => child.pid && setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL))
    child.on('message', (said: FromReader<Answer>) => {
      if (this.#child !== child) return
      const current = this.#current
      if ('progress' in said) {
        current?.progress(said.progress)
        return
      }
      if (said.spent) this.#kill()
      if ('error' in said) current?.reject(uncrossed(said.error))
      else current?.resolve(said.answer)
    })
    child.on('exit', (code, signal) => {
      if (this.#child !== child) return
      this.#child = undefined
      this.#current?.reject(died(code, signal, this.#memory ?? this.#heap))
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
function died(code: number | null, signal: NodeJS.Signals | null, memory: number): AtomError {
  if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134)
    return memoryErrors.too_large({ what: `more than ${memory} MB of memory would be needed` })
  return memoryErrors.broken_file({ reason: `reading it ended in a fault (${signal ?? code}).` })
}

const uncrossed = ({ code, status, message, details, cause }: CrossedError): AtomError =>
  new AtomError(code, status, message, { details, ...(cause ? { cause: new Error(cause) } : {}) })
