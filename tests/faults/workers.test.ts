import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../harness/postgres.ts'
import { temporaryFolder } from '../harness/temporary.ts'
import { type EngineProcess, startEngine } from './start-engine.ts'
import { startVendor, type Vendor } from './vendor.ts'
import { checkAll, graph } from './work.ts'

let postgres: Postgres
let vendor: Vendor
beforeAll(async () => {
  postgres = await startPostgres({ restartable: true })
  vendor = await startVendor()
})
afterAll(async () => {
  await vendor.close()
  await postgres.stop()
})

let databases = 0
async function database(): Promise<string> {
  const name = `faults_${++databases}`
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return postgres.url.replace(/postgres$/, name)
}

const trigger = { type: 'manual' }
const after = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : (ids[at - 1] as string), to: id }))

/** A process that takes no runs, and workers, on a new database. */
async function installation(workers: number) {
  vendor.calls = []
  vendor.delay = () => Math.random() * 8
  const options = { dataDir: temporaryFolder('engine'), databaseUrl: await database(), vendor: vendor.url }
  const api = await startEngine({ ...options, worker: false })
  const started: EngineProcess[] = []
  for (let n = 0; n < workers; n++) started.push(await startEngine(options))
  const end = async () => {
    for (const engine of [api, ...started]) await engine.kill9()
  }
  return { api, workers: started, options, end }
}

describe('several engines on PostgreSQL', { timeout: 240_000 }, () => {
  test('two workers share runs; when one is killed with SIGKILL the other ends them, and no finished step is done again', async () => {
    const { api, workers, options, end } = await installation(2)
    const runs = await api.start(await api.publish(graph), 200)
    await expect
      .poll(async () => new Set((await api.runs()).map(run => run.owner).filter(Boolean)).size, { timeout: 20_000, interval: 10 })
      .toBe(2)
    const client = new Client({ connectionString: options.databaseUrl })
    await client.connect()
    const { rows } = await client.query<{ id: string }>('select id from engine_worker where pid = $1', [workers[0]?.pid])
    await client.end()
    await workers[0]?.kill9()
    const leftBehind = async () => (await api.runs()).filter(run => run.finished_at === null && run.owner === rows[0]?.id).length
    expect(await leftBehind()).toBeGreaterThan(0)
    await expect.poll(leftBehind, { timeout: 60_000 }).toBe(0)
    await expect.poll(async () => (await api.runs()).filter(run => run.finished_at === null).length, { timeout: 150_000 }).toBe(0)
    await checkAll(api, vendor, runs)
    await end()
  })

  test('of more runs than keep one worker busy each of two has its half', async () => {
    const { api, end } = await installation(2)
    vendor.delay = () => 60_000
    const id = await api.publish({
      trigger,
      nodes: [{ id: 'slow', type: 'skill', skill: 'vendor.keyed', input: { step: 'slow' } }],
      edges: after('slow'),
    })
    await api.start(id, 300)
    const shares = async () => [...Map.groupBy(await api.runs(), run => String(run.owner)).values()].map(runs => runs.length)
    await expect.poll(shares, { timeout: 20_000 }).toEqual([150, 150])
    await end()
  })

  test('a worker that is told to stop hands its runs over at once, in the middle of a call too', async () => {
    const { api, workers, options, end } = await installation(1)
    vendor.delay = () => 60_000
    const id = await api.publish({
      trigger,
      nodes: [{ id: 'slow', type: 'skill', skill: 'vendor.keyed', input: { step: 'slow' } }],
      edges: after('slow'),
    })
    const [run] = await api.start(id)
    await expect.poll(() => vendor.calls.length, { timeout: 10_000 }).toBe(1)
    vendor.delay = () => 0
    await workers[0]?.close()
    expect((await api.runs()).map(({ status, owner }) => [status, owner])).toEqual([['queued', null]])
    const next = await startEngine(options)
    await expect.poll(async () => (await api.runs())[0]?.status, { timeout: 10_000 }).toBe('succeeded')
    expect(vendor.calls.map(call => call.key)).toEqual([`${run}:slow::1`, `${run}:slow::1`])
    await next.kill9()
    await end()
  })

  test('a run started where nobody works begins elsewhere at once; cancelling it reaches the call under way there', async () => {
    const { api, end } = await installation(1)
    vendor.delay = () => 60_000
    const id = await api.publish({
      trigger,
      nodes: [
        { id: 'slow', type: 'skill', skill: 'vendor.keyed', input: { step: 'slow' } },
        { id: 'next', type: 'skill', skill: 'vendor.keyed', input: { step: 'next' } },
      ],
      edges: after('slow', 'next'),
    })
    const [run = ''] = await api.start(id)
    await expect.poll(() => vendor.calls.map(call => call.step), { timeout: 2000, interval: 5 }).toEqual(['slow'])
    await api.call('runs.cancel', { id: run })
    await expect.poll(async () => (await api.runs())[0]?.status, { timeout: 1000, interval: 10 }).toBe('cancelled')
    expect((await api.steps(run)).map(step => [step.node, step.status])).toEqual([['slow', 'cancelled']])
    await end()
  })

  test('a call taken where nobody works is answered by the worker’s run', async () => {
    const { api, end } = await installation(1)
    const hook = (path: string, respond: string) => ({
      trigger: { type: 'webhook', path, respond },
      nodes: [
        { id: 'call', type: 'skill', skill: 'vendor.keyed', input: { step: 'call' } },
        {
          id: 'say',
          type: respond === 'node' ? 'respond' : 'set',
          ...(respond === 'node' ? { status: 201, body: '{{ event.body.n + 1 }}' } : { input: { n: '{{ event.body.n + 2 }}' } }),
        },
      ],
      edges: after('call', 'say'),
    })
    await api.publish(hook('node', 'node'))
    await api.publish(hook('last', 'last'))
    expect(await api.hook('node', { n: 1 })).toEqual({ status: 201, headers: {}, body: 2 })
    expect(await api.hook('last', { n: 1 })).toEqual({ status: 200, headers: {}, body: { n: 3 } })
    await end()
  })

  test('PostgreSQL is ended as by a crash and started again under load: each run ends, and no finished step is done again', async () => {
    const { api, end } = await installation(2)
    const runs = await api.start(await api.publish(graph), 100)
    for (let times = 0; times < 2; times++) {
      await new Promise(resolve => setTimeout(resolve, 300))
      await postgres.restart()
    }
    await expect
      .poll(async () => (await api.runs().catch(() => [{ finished_at: null }])).filter(run => run.finished_at === null).length, {
        timeout: 150_000,
      })
      .toBe(0)
    await checkAll(api, vendor, runs)
    await end()
  })
})
