import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { modelErrors } from '../errors.ts'
import type { ModelFiles } from './model-files.ts'
import { cell, type FromWorker, state, type ToWorker, type WorkerStart } from './worker-protocol.ts'

export interface WorkerOptions {
  /** Milliseconds without a call after which the thread ends and its memory is free again; five minutes unless told. */
  idleAfter?: number
  /** Milliseconds for a handful of texts, loading the model included; 30 s unless told. */
  timeout?: number
  /** Threads that compute; one, or two from four processors on. */
  threads?: number
  /** The worker's code; tests hand in one that misbehaves. */
  code?: URL
}

interface Call {
  texts: string[]
  vectors: Float32Array[]
  crashes: number
  resolve(vectors: Float32Array[]): void
  reject(error: unknown): void
}

/** Texts sent at once. Small, so that another call gets its turn soon. */
const handful = 8

/** Milliseconds a thread has to leave by itself. */
const patience = 1_000

interface Thread {
  worker: Worker
  cells: Int32Array
  gone: Promise<void>
}

/** The thread that embeds: started by the first call, started anew after a crash, ended when idle. Calls take turns. */
export class EmbeddingWorker {
  readonly #files: ModelFiles
  readonly #idleAfter: number
  readonly #timeout: number
  readonly #threads: number
  readonly #code: URL
  #thread: Thread | undefined
  #queue: Call[] = []
  #current: Call | undefined
  #deadline: NodeJS.Timeout | undefined
  #idle: NodeJS.Timeout | undefined
  #closed = false
  readonly #leaving = new Set<Promise<void>>()

  constructor(files: ModelFiles, options: WorkerOptions) {
    this.#files = files
    this.#idleAfter = options.idleAfter ?? 5 * 60_000
    this.#timeout = options.timeout ?? 30_000
    this.#threads = options.threads ?? (availableParallelism() >= 4 ? 2 : 1)
    this.#code = options.code ?? new URL('./embedding-worker.ts', import.meta.url)
  }

  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]> {
    if (this.#closed) return Promise.reject(modelErrors.embedder_closed())
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (texts.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      const call: Call = {
        texts,
        vectors: [],
        crashes: 0,
        resolve: vectors => {
          signal?.removeEventListener('abort', stop)
          resolve(vectors)
        },
        reject: error => {
          signal?.removeEventListener('abort', stop)
          reject(error)
        },
      }
      const stop = () => {
        this.#queue = this.#queue.filter(waiting => waiting !== call)
        call.texts = []
        call.reject(signal?.reason)
      }
      signal?.addEventListener('abort', stop, { once: true })
      this.#queue.push(call)
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const refused = [this.#current, ...this.#queue]
    this.#queue = []
    for (const call of refused) call?.reject(modelErrors.embedder_closed())
    this.#end()
    await Promise.all(this.#leaving)
  }

  #next(): void {
    if (this.#current || this.#closed) return
    const call = this.#queue.shift()
    if (!call) {
      this.#rest()
      return
    }
    clearTimeout(this.#idle)
    this.#current = call
    const thread = this.#thread ?? this.#start()
    thread.worker.ref()
    this.#deadline = setTimeout(() => this.#giveUp(), this.#timeout)
    const texts = call.texts.slice(call.vectors.length, call.vectors.length + handful)
    thread.worker.postMessage({ type: 'embed', texts } satisfies ToWorker)
  }

  /** Takes the running call out. */
  #take(): Call | undefined {
    clearTimeout(this.#deadline)
    const call = this.#current
    this.#current = undefined
    return call
  }

  #rest(): void {
    this.#thread?.worker.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#end(), this.#idleAfter).unref()
  }

  #start(): Thread {
    const shared = new SharedArrayBuffer(8)
    const start: WorkerStart = { files: this.#files, threads: this.#threads, shared }
    const worker = new Worker(this.#code, {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 },
    })
    let reason = 'its thread ended'
    const gone = new Promise<void>(resolve => worker.once('exit', () => resolve()))
    const thread: Thread = { worker, cells: new Int32Array(shared), gone }
    worker.on('message', (message: FromWorker) => thread === this.#thread && this.#hear(message))
    worker.on('error', error => {
      reason = error.message
    })
    void gone.then(() => thread === this.#thread && this.#crashed(reason))
    this.#thread = thread
    return thread
  }

  #hear(message: FromWorker): void {
    const call = this.#take()
    if (message.type === 'unavailable') {
      this.#end()
      call?.reject(modelErrors.embedder_unavailable({ id: this.#files.id, reason: message.reason }))
    } else if (message.type === 'failed') {
      call?.reject(modelErrors.embedder_unavailable({ id: this.#files.id, reason: message.reason }))
    } else if (call && call.texts.length > 0) {
      const size = this.#files.dimension
      for (let at = 0; at < message.vectors.length; at += size) call.vectors.push(message.vectors.slice(at, at + size))
      if (call.vectors.length < call.texts.length) this.#queue.push(call)
      else call.resolve(call.vectors)
    }
    this.#next()
  }

  #crashed(reason: string): void {
    this.#thread = undefined
    const call = this.#take()
    if (call) {
      call.crashes += 1
      if (call.crashes < 2) this.#queue.unshift(call)
      else call.reject(modelErrors.embedder_crashed({ reason }))
    }
    this.#next()
  }

  #giveUp(): void {
    const call = this.#take()
    this.#end()
    call?.reject(modelErrors.embedder_timed_out({ seconds: this.#timeout / 1000 }))
    this.#next()
  }

  /** Lets the thread go: at once where that is safe, else when its present step is done. */
  #end(): void {
    const thread = this.#thread
    if (!thread) return
    this.#thread = undefined
    clearTimeout(this.#deadline)
    clearTimeout(this.#idle)
    const left = farewell(thread).finally(() => this.#leaving.delete(left))
    this.#leaving.add(left)
  }
}

async function farewell({ worker, cells, gone }: Thread): Promise<void> {
  worker.ref()
  Atomics.store(cells, cell.leave, 1)
  worker.postMessage({ type: 'leave' } satisfies ToWorker)
  for (let waited = 0; waited < 10; waited++) {
    if (await Promise.race([gone.then(() => true), sleep(patience, false, { ref: false })])) return
    if (Atomics.compareExchange(cells, cell.state, state.safe, state.condemned) === state.safe) {
      await worker.terminate()
      return
    }
  }
  worker.unref()
}
