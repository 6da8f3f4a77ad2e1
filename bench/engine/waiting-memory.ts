// What runs that wait cost in memory, in an engine of its own (storage, jobs and the door to skills; no web), started with --expose-gc.
// Argument: the data folder. Result on stdout as JSON.
import { openEngine } from '../../tests/faults/open-engine.ts'

export interface WaitingMemory {
  /** Bytes that are in use more after a full collection: JavaScript's heap, and what it holds outside of it. */
  held: number
  /** Bytes by which the process is larger, after a collection and time to settle: what it holds, and what it keeps for later. */
  resident: number
  runsPerSecond: number
}

const count = 10_000
const settle = 3000

if (import.meta.main) {
  const engine = await openEngine({ dataDir: process.argv[2] as string, vendor: 'http://127.0.0.1:9/' })
  const trigger = (path: string) => ({ type: 'webhook', path })
  const short = { id: 'only', type: 'set', input: { id: '{{ event.body.id }}' } }
  const wait = { id: 'only', type: 'wait', duration: '1d' }
  for (const [path, node] of [
    ['short', short],
    ['waiting', wait],
  ] as const)
    await engine.publish({ trigger: trigger(path), nodes: [node], edges: [{ from: 'trigger', to: 'only' }] })

  // A process that has worked holds more than one that has not; only what waits is to be seen.
  await call('short')
  await call('waiting', 500)
  const before = await measure()
  const started = performance.now()
  await call('waiting')
  const seconds = (performance.now() - started) / 1000
  const after = await measure()
  const { runs } = await engine.engine.load()
  if (runs.waiting !== count + 500 || runs.running > 0) throw new Error(`Not all wait: ${JSON.stringify(runs)}`)
  const result: WaitingMemory = {
    held: after.held - before.held,
    resident: after.resident - before.resident,
    runsPerSecond: count / seconds,
  }
  process.stdout.write(JSON.stringify(result))
  await engine.close()

  async function call(path: string, times = count): Promise<void> {
    let left = times
    const caller = async () => {
      while (left-- > 0) await engine.hook(path, { id: left })
    }
    await Promise.all(Array.from({ length: 25 }, caller))
  }
}

async function measure(): Promise<{ held: number; resident: number }> {
  await new Promise(resolve => setTimeout(resolve, settle))
  for (let n = 0; n < 3; n++) globalThis.gc?.()
  await new Promise(resolve => setTimeout(resolve, 200))
  const { heapUsed, external, rss } = process.memoryUsage()
  return { held: heapUsed + external, resident: rss }
}
