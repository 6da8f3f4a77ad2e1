import { workflowErrors } from '../errors.ts'
import { plain } from '../expressions/plain.ts'
import { codeLimits } from './limits.ts'
import { giveBack, take } from './pool.ts'
import type { Outcome } from './sandbox.ts'

export interface CodeOptions {
  /** What the code sees as `input`; plain JSON. */
  input?: unknown
  /** Milliseconds it may run, 1,000 unless told; the wait for a free thread does not count. */
  timeoutMs?: number
  /** Bytes it may use, 64 MiB unless told. */
  memoryBytes?: number
  signal?: AbortSignal
}

export interface CodeResult {
  /** Plain JSON; null when the code returns nothing. */
  value: unknown
  /** What it wrote to the console: 200 lines of 2,000 characters at most. */
  logs: string[]
}

/**
 * Runs JavaScript away from everything: its own thread, its own interpreter, no network, no files, no modules, no timers. `source` is the body of an
 * async function that is given `input`; it may `await` and should `return`.
 * @throws workflow.code_failed when the code throws, cannot be read or returns what JSON cannot hold; the sentence has its line
 * @throws workflow.code_over_limit when it was stopped. Both have `details.logs`. The signal's reason when that was given up.
 */
export async function runCode(source: string, options: CodeOptions = {}): Promise<CodeResult> {
  const { timeoutMs = codeLimits.time, memoryBytes = codeLimits.memory, signal } = options
  const logs: string[] = []
  const over = (problem: string) => workflowErrors.code_over_limit({ problem: `${problem}.` }, { details: { logs } })
  const input = JSON.stringify(options.input ?? null)
  if (source.length > codeLimits.source) throw over('it is longer than 200,000 characters')
  if (input.length > codeLimits.value) throw over('its input is larger than 10 MB')

  const sandbox = await take(signal)
  let reusable = false
  try {
    if (!(await sandbox.ready)) throw over('its sandbox could not be started')
    const outcome = await before(
      sandbox.run({ source, input, memoryBytes }, line => logs.push(line)),
      timeoutMs,
      signal,
    )
    if (outcome === 'late') throw over(`it took longer than ${timeoutMs / 1000} s`)
    if (outcome.kind === 'lost') throw over('it used more memory than it may')
    if (outcome.kind === 'failed')
      throw outcome.limit ? over(outcome.problem) : workflowErrors.code_failed({ problem: `${outcome.problem}.` }, { details: { logs } })
    reusable = (await before(sandbox.clean, timeoutMs)) === true
    return { value: answerOf(outcome.json, logs), logs }
  } finally {
    giveBack(sandbox, reusable)
  }
}

/** Waits no longer than told. @throws the signal's reason */
async function before<T>(work: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T | 'late'> {
  const { promise, resolve, reject } = Promise.withResolvers<T | 'late'>()
  const timer = setTimeout(resolve, milliseconds, 'late')
  const stop = () => reject(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  work.then(resolve, reject)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function answerOf(json: Extract<Outcome, { kind: 'done' }>['json'], logs: string[]): unknown {
  try {
    return plain(JSON.parse(json))
  } catch (cause) {
    const problem = `its answer cannot be kept: ${(cause as Error).message}.`
    throw workflowErrors.code_failed({ problem }, { cause, details: { logs } })
  }
}
