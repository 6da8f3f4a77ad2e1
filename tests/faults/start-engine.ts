import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { EngineOptions, Opened } from './open-engine.ts'

type Options = Omit<EngineOptions, 'clock' | 'log'> & { faults?: string }
type Commands = Pick<
  Opened,
  | 'call'
  | 'publish'
  | 'start'
  | 'runs'
  | 'steps'
  | 'waitpoints'
  | 'approvals'
  | 'answer'
  | 'notes'
  | 'publishEvent'
  | 'load'
  | 'hook'
  | 'close'
>

export interface EngineProcess extends Commands {
  pid: number
  /** Milliseconds from its start until it was ready. */
  boot: number
  /** What it warned of. */
  log: string[]
  /** With the exit code or the signal. */
  ended: Promise<number | string>
  kill9(): Promise<void>
}

const living = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** Starts an engine in a process of its own. */
export async function startEngine(options: Options): Promise<EngineProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'engine-process.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
  })
  living.add(child)
  const log: string[] = []
  const open = new Map<number, PromiseWithResolvers<unknown>>()
  const ready = Promise.withResolvers<number>()
  let last = 0
  child.on('message', (message: { id?: number; output?: unknown; error?: { message: string }; ready?: number; log?: string }) => {
    if (message.ready !== undefined) ready.resolve(message.ready)
    if (message.log !== undefined) log.push(message.log)
    const asked = open.get(message.id ?? 0)
    open.delete(message.id ?? 0)
    if (message.error) asked?.reject(Object.assign(new Error(message.error.message), message.error))
    else asked?.resolve(message.output)
  })
  const ended = new Promise<number | string>(resolve =>
    child.once('exit', (code, signal) => {
      living.delete(child)
      const end = code ?? (signal as string)
      for (const asked of open.values()) asked.reject(new Error(`The engine ended with ${end}.`))
      ready.reject(new Error(`The engine ended with ${end} instead of starting.`))
      resolve(end)
    }),
  )
  const boot = await ready.promise
  const ask = (command: string, input: unknown[]) => {
    const asked = Promise.withResolvers<unknown>()
    open.set(++last, asked)
    child.send({ id: last, command, input }, error => {
      if (error) asked.reject(error)
    })
    asked.promise.catch(() => {})
    return asked.promise
  }
  const own = {
    pid: child.pid as number,
    boot,
    log,
    ended,
    async kill9() {
      child.kill('SIGKILL')
      await ended
    },
    close: async () => {
      await ask('close', [])
      child.disconnect()
      await ended
    },
  }
  return new Proxy(own, {
    get: (target, name: string) =>
      name in target ? target[name as 'pid'] : name === 'then' ? undefined : (...input: unknown[]) => ask(name, input),
  }) as unknown as EngineProcess
}

/** Waits until every run has ended. @returns how many ended how */
export async function allEnded(engine: Pick<EngineProcess, 'runs'>, seconds = 60): Promise<Record<string, number>> {
  let counts: Record<string, number> = {}
  await expect
    .poll(
      async () => {
        counts = {}
        for (const { status } of await engine.runs()) counts[status] = (counts[status] ?? 0) + 1
        return Object.keys(counts).filter(status => ['queued', 'running', 'waiting', 'paused'].includes(status))
      },
      { timeout: seconds * 1000, interval: 50 },
    )
    .toEqual([])
  return counts
}
