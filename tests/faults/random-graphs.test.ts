import { armFaults, parseFaults } from '@atom/kernel'
import { afterEach, describe, expect, test } from 'vitest'
import { unpack } from '../../packages/workflows/run/load.ts'
import { temporaryFolder } from '../harness/temporary.ts'
import { type Opened, openEngine } from './open-engine.ts'
import { randomFrom } from './random.ts'
import { randomGraph } from './random-graph.ts'
import { type Expected, interpret } from './reference.ts'
import { startVendor } from './vendor.ts'

afterEach(() => armFaults([]))

/** Errors by their code alone, as the reference gives them. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (!value || typeof value !== 'object') return value
  const error = (value as { error?: { code?: string } }).error
  if (error?.code !== undefined) return { error: error.code }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

async function resultOf(engine: Opened, runId: string, expected: Expected) {
  const run = (await engine.runs()).find(({ id }) => id === runId)
  if (run?.status !== 'succeeded') return { status: run?.status, steps: new Map() }
  const steps: Expected['steps'] = new Map()
  const twice: string[] = []
  for (const row of await engine.steps(runId)) {
    const key = `${row.node} ${row.iteration}`
    if (row.port === '~pass' || row.status !== 'succeeded' || !expected.steps.has(key)) continue
    if (steps.has(key)) twice.push(key)
    steps.set(key, { port: row.port as string, output: plain(await unpack(engine.ctx, runId, row.output)) })
  }
  expect(twice).toEqual([])
  return { status: run.status, steps }
}

const inOrder = ({ status, steps }: { status: string | undefined; steps: Expected['steps'] }) => ({
  status,
  steps: Object.fromEntries([...steps].sort(([a], [b]) => (a < b ? -1 : 1))),
})

describe('random graphs', { timeout: 120_000 }, () => {
  const seed = Number(process.env.ATOM_TEST_SEED ?? Math.floor(Math.random() * 1e9))
  for (const [what, faults] of [
    ['undisturbed', ''],
    [
      'with the engine failing between its writes',
      [3, 11, 29, 60, 120, 200]
        .flatMap(at =>
          ['before-commit', 'after-commit', 'before-effect', 'after-effect', 'before-suspend'].map(
            (point, by) => `engine.${point}=fail@${at + by * 7}`,
          ),
        )
        .join(','),
    ],
  ] as const)
    test(`give what the plainest interpreter gives, ${what} (ATOM_TEST_SEED=${seed})`, async () => {
      const vendor = await startVendor()
      vendor.delay = () => Math.random() * 3
      vendor.count = () => 0
      vendor.status = call => (call.step.startsWith('bad') ? 500 : 200)
      const engine = await openEngine({ dataDir: temporaryFolder('engine'), vendor: vendor.url })
      const random = randomFrom(seed)
      const graphs = Array.from({ length: 150 }, () => randomGraph(random))
      const ids: string[] = []
      for (const graph of graphs) ids.push(await engine.publish(graph))
      if (faults) armFaults(parseFaults(faults))
      const runs = await Promise.all(ids.map(async id => (await engine.start(id))[0] as string))
      await expect
        .poll(
          async () =>
            (await engine.runs()).filter(run => run.finished_at === null).map(run => JSON.stringify(graphs[runs.indexOf(run.id)])),
          { timeout: 60_000 },
        )
        .toEqual([])
      for (const [at, graph] of graphs.entries()) {
        const expected = interpret(graph)
        const result = await resultOf(engine, runs[at] as string, expected)
        expect({ ...inOrder(result), graph }).toEqual({ ...inOrder(expected), graph })
      }
      await engine.close()
      await vendor.close()
    })
})
