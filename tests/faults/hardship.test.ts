import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { manualClock } from '@atom/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary.ts'
import { type Opened, openEngine } from './open-engine.ts'
import { startEngine } from './start-engine.ts'
import { startVendor, type Vendor } from './vendor.ts'
import { checkAll, graph } from './work.ts'

let vendor: Vendor
beforeAll(async () => {
  vendor = await startVendor()
})
afterAll(() => vendor.close())

/** A limit on the size of files is to a process what a full disk is, and can be lifted again without being root. */
const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0
if (!canLimit) console.warn('SKIPPED: no prlimit here, so the engine is not tested on a full disk.')

const inMemory = (clock?: ReturnType<typeof manualClock>) =>
  openEngine({ dataDir: temporaryFolder('engine'), vendor: vendor.url, ...(clock ? { clock } : {}) })
const one = (node: object, settings?: object) => ({
  trigger: { type: 'manual' },
  nodes: [{ id: 'only', ...node }],
  edges: [{ from: 'trigger', to: 'only' }],
  ...(settings ? { settings } : {}),
})
const endsAs = async (engine: Opened, status: string, seconds = 20) => {
  await expect.poll(async () => (await engine.runs()).filter(run => run.finished_at === null).length, { timeout: seconds * 1000 }).toBe(0)
  const runs = await engine.runs()
  expect(new Set(runs.map(run => run.status))).toEqual(new Set([status]))
  return runs.map(run => (run.error === null ? undefined : JSON.parse(run.error)))
}

describe('hardship', { timeout: 90_000 }, () => {
  test.runIf(canLimit)(
    'a full disk: nobody is told that something was kept that was not, and when there is room again all runs end as if nothing had been',
    async () => {
      vendor.calls = []
      const dataDir = temporaryFolder('engine')
      const engine = await startEngine({ dataDir, vendor: vendor.url })
      const id = await engine.publish(graph)
      const limit = (bytes: string) => execFileSync('prlimit', [`--pid=${engine.pid}`, `--fsize=${bytes}:unlimited`])
      const runs = await engine.start(id, 50)
      limit(String(statSync(join(dataDir, 'atom.sqlite-wal')).size))
      await expect.poll(() => engine.log.some(line => line.includes('The disk is full')), { timeout: 20_000 }).toBe(true)
      await expect(engine.start(id)).rejects.toMatchObject({ code: 'storage.full' })
      await new Promise(resolve => setTimeout(resolve, 1000))
      limit('unlimited')
      await checkAll(engine, vendor, runs)
      await engine.kill9()
    },
  )

  test('a clock that jumps: what waits for a time goes on when the clock says so, and nothing is counted below zero', async () => {
    const clock = manualClock('2026-11-25T10:00:00Z')
    const engine = await inMemory(clock)
    await engine.start(await engine.publish(one({ type: 'wait', duration: '1h' })))
    await expect.poll(async () => (await engine.runs())[0]?.status).toBe('waiting')
    // Set back by a day, as when a battery is empty: it goes on at its hour, not before.
    clock.set('2026-11-24T10:00:00Z')
    const nudge = async () => {
      // What looks at the clock again within 30 s is told to look now.
      await engine.storage.unitOfWork.writing(engine.ctx, tx =>
        tx.jobs.enqueue(tx, { kind: 'workflow.remind', payload: { approvalId: 'none' } }),
      )
      await new Promise(resolve => setTimeout(resolve, 300))
    }
    await nudge()
    expect((await engine.runs())[0]?.status).toBe('waiting')
    clock.set('2026-11-25T11:00:01Z')
    await nudge()
    await endsAs(engine, 'succeeded')
    await engine.close()
  })

  test('a chain of 5,000 steps', async () => {
    const engine = await inMemory()
    const nodes = Array.from({ length: 5000 }, (_, at) => ({
      id: `s${at}`,
      type: 'set',
      input: { n: at === 0 ? 0 : `{{ steps.s${at - 1}.output.n + 1 }}` },
    }))
    const edges = nodes.map((node, at) => ({ from: at === 0 ? 'trigger' : `s${at - 1}`, to: node.id }))
    const id = await engine.publish({ trigger: { type: 'manual' }, nodes, edges })
    const began = performance.now()
    await engine.start(id)
    await endsAs(engine, 'succeeded', 60)
    console.info(`5,000 steps took ${Math.round(performance.now() - began)} ms`)
    expect((await engine.steps()).at(-1)?.output).toBe('{"n":4999}')
    await engine.close()
  })

  test('a circle of steps is refused with the steps in it', async () => {
    const engine = await inMemory()
    const set = (id: string) => ({ id, type: 'set', input: { n: 1 } })
    const circle = {
      trigger: { type: 'manual' },
      nodes: [set('a'), set('b'), set('c')],
      edges: [
        { from: 'trigger', to: 'a' },
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
        { from: 'c', to: 'b' },
      ],
    }
    await expect(engine.publish(circle)).rejects.toMatchObject({ code: 'workflow.invalid_graph', message: expect.stringContaining('b, c') })
    await engine.close()
  })

  test('code and expressions that attack end their run with a sentence, and the process stays up', async () => {
    const engine = await inMemory()
    const attacks: [object, string][] = [
      [{ type: 'code', code: 'for (;;);', timeout: '500ms' }, 'workflow.step_timed_out'],
      [{ type: 'code', code: 'const all = []; for (;;) all.push(new Uint8Array(1e8).fill(1))' }, 'workflow.code_over_limit'],
      [{ type: 'code', code: 'const f = () => f() + 1; return f()' }, 'workflow.code_over_limit'],
      [{ type: 'set', input: { x: '{{ ($f := function($n) { $f($n + 1) + 1 }; $f(0)) }}' } }, 'workflow.expression_failed'],
      [{ type: 'set', input: { x: '{{ ($f := function($n) { $f($n + 1) }; $f(0)) }}' } }, 'workflow.expression_failed'],
      [{ type: 'set', input: { x: '{{ $count([1..9999999999]) }}' } }, 'workflow.expression_failed'],
    ]
    const runs: string[] = []
    for (const [node] of attacks) runs.push((await engine.start(await engine.publish(one(node))))[0] as string)
    await endsAs(engine, 'failed', 30)
    const byId = new Map((await engine.runs()).map(run => [run.id, JSON.parse(run.error as string).code]))
    expect(runs.map(id => byId.get(id))).toEqual(attacks.map(([, code]) => code))
    const harmless = [
      [
        { type: 'code', code: 'Object.prototype.polluted = 1; ({}).constructor.constructor.prototype.x = 1; return typeof process' },
        '"undefined"',
      ],
      [{ type: 'set', input: { x: `{{ $contains("${'a'.repeat(40)}!", /(a+)+$/) }}` } }, '{"x":false}'],
    ] as const
    for (const [node, output] of harmless) {
      const [id = ''] = await engine.start(await engine.publish(one(node)))
      await expect.poll(async () => (await engine.steps(id))[0]?.output, { timeout: 5000 }).toBe(output)
    }
    expect(({} as { polluted?: number }).polluted).toBe(undefined)
    await engine.close()
  })
})
