import { Worker } from 'node:worker_threads'
import type { Job, Message } from './job.ts'

/** How a job ended. `lost`: the thread died on it. */
export type Outcome = { kind: 'done'; json: string } | { kind: 'failed'; limit: boolean; problem: string } | { kind: 'lost' }

/** One thread for a person's code. It may be used again only after a job that ended well; else it is ended. */
export class Sandbox {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'code',
    env: {},
    execArgv: [],
    stdin: true,
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  })
  #hear: (message: Message) => void = () => {}
  #lost: () => void = () => {}
  /** Resolves once it can take a job; false when it could not be started. */
  readonly ready: Promise<boolean>
  /** Resolves after a job that left nothing behind; false when it died. */
  clean: Promise<boolean> = Promise.resolve(true)

  constructor() {
    this.ready = new Promise(resolve => {
      this.#hear = message => resolve(message.kind === 'ready')
      this.#lost = () => resolve(false)
    })
    this.#worker.on('message', message => this.#hear(message))
    this.#worker.on('error', () => this.#lost())
    this.#worker.on('exit', () => this.#lost())
  }

  run(job: Job, log: (line: string) => void): Promise<Outcome> {
    this.#worker.ref()
    return new Promise(resolve => {
      this.clean = new Promise(cleaned => {
        this.#hear = message => {
          if (message.kind === 'log') log(message.line)
          else if (message.kind === 'clean') cleaned(true)
          else if (message.kind !== 'ready') resolve(message)
        }
        this.#lost = () => {
          resolve({ kind: 'lost' })
          cleaned(false)
        }
      })
      this.#worker.postMessage(job)
    })
  }

  /** An idle thread does not keep the process from ending. */
  rest(): void {
    this.#worker.unref()
  }

  /** Stops it wherever it is, and gives its memory back. */
  end(): Promise<number> {
    return this.#worker.terminate()
  }
}
