import { parentPort } from 'node:worker_threads'
import { newQuickJSWASMModule, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten'
import { harness } from './harness.ts'
import type { Job, Message } from './job.ts'

/** The thread a person's code runs in: QuickJS in WebAssembly, without a network, files, timers or anything else of Node's. */
const quickjs = await newQuickJSWASMModule()
const say = (message: Message): void => {
  parentPort?.postMessage(message)
}

parentPort?.on('message', (job: Job) => {
  const runtime = quickjs.newRuntime()
  runtime.setMemoryLimit(job.memoryBytes)
  runtime.setMaxStackSize(512 * 1024)
  const context = runtime.newContext()
  const log = context.newFunction('log', line => say({ kind: 'log', line: context.getString(line) }))
  // Handles are not disposed one by one: the whole context goes, and after a failure the whole thread.
  const fail = (error: QuickJSHandle) => say(failure(context, error))

  const around = context.evalCode(harness, 'harness.js')
  if (around.error) return fail(around.error)
  const answer = context.callFunction(around.value, context.undefined, log)
  if (answer.error) return fail(answer.error)
  const run = context.evalCode(`(async function (input) {${job.source}\n})`, 'code.js')
  if (run.error) return fail(run.error)
  const promise = context.callFunction(answer.value, context.undefined, run.value, context.newString(job.input))
  if (promise.error) return fail(promise.error)
  const jobs = runtime.executePendingJobs()
  if (jobs.error) return fail(jobs.error)

  const state = context.getPromiseState(promise.value)
  if (state.type === 'pending')
    return say({ kind: 'failed', limit: true, problem: 'it waits for something that never comes; there are no timers and no network here' })
  if (state.type === 'rejected') return fail(state.error)
  say({ kind: 'done', json: context.getString(state.value) })
  for (const handle of [state.value, promise.value, run.value, answer.value, around.value, log]) if (handle.alive) handle.dispose()
  context.dispose()
  runtime.dispose()
  say({ kind: 'clean' })
})

/** What was thrown, with the line of the person's own source. */
function failure(context: QuickJSContext, error: QuickJSHandle): Message {
  const text = (of: QuickJSHandle, name: string) => {
    const handle = context.getProp(of, name)
    return context.typeof(handle) === 'string' ? context.getString(handle) : undefined
  }
  if (context.typeof(error) !== 'object')
    return { kind: 'failed', limit: false, problem: `it threw ${context.getString(error).slice(0, 500)}` }
  const name = text(error, 'name') ?? 'Error'
  const message = (text(error, 'message') ?? '').slice(0, 500)
  if (name === 'Refused') return { kind: 'failed', limit: false, problem: message }
  if (name === 'Limit') return { kind: 'failed', limit: true, problem: message }
  if (name === 'InternalError' && message === 'out of memory')
    return { kind: 'failed', limit: true, problem: 'it used more memory than it may' }
  if (name === 'InternalError' && message === 'stack overflow')
    return { kind: 'failed', limit: true, problem: 'it calls itself too deeply' }
  const line = /code\.js:(\d+)/.exec(text(error, 'stack') ?? '')?.[1]
  return { kind: 'failed', limit: false, problem: `${name}: ${message}${line ? ` (line ${line})` : ''}` }
}

say({ kind: 'ready' })
