import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '../../tests/harness/postgres.ts'
import { startServer } from '../../tests/harness/server.ts'
import { temporaryFolder } from '../../tests/harness/temporary.ts'
import { type Figure, median, ms, percentile } from '../figure.ts'
import { publish } from './publish.ts'

const main = join(import.meta.dirname, '../../apps/server/main.ts')
const post = { method: 'POST', headers: { 'content-type': 'application/json' } } as const
/** Milliseconds the other side takes for a step. */
const waiting = 50
const stepsOfRun = 4
const runs = Number(process.env.BENCH_RUNS ?? 4000)
/** A process that has just begun is slow for a second or two. */
const warmUp = 600
const repeats = Number(process.env.BENCH_REPEATS ?? 2)

/**
 * Workers in processes of their own on one PostgreSQL, beside a server that takes webhooks and works on nothing: how many steps of 50 ms waiting one
 * and two of them do, in turns, and how soon the first step of a run begins in another process than that which took the event.
 */
export async function twoWorkers(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true })
  const vendor = await startVendor()
  const shared = {
    ATOM_DATABASE_URL: postgres.url,
    ATOM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ATOM_EGRESS_ALLOW: `127.0.0.1:${vendor.port}`,
    ATOM_LOG_LEVEL: 'error',
  }
  const server = await startServer({ env: { ...shared, ATOM_WORKER: 'off' } })
  const workers: Worker[] = []
  const database = new Client({ connectionString: postgres.url })
  try {
    await database.connect()
    const call = (id: string, path: string) => ({
      ...{ id, type: 'skill', skill: 'http.request' },
      input: { method: 'GET', url: `${vendor.url}${path}` },
    })
    const steps = Array.from({ length: stepsOfRun }, (_, n) => `s${n}`)
    const { urls, ids } = await publish(server, {
      steps: {
        trigger: { type: 'webhook', path: 'steps' },
        nodes: steps.map(id => call(id, '/slow')),
        edges: steps.map((to, n) => ({ from: n === 0 ? 'trigger' : (steps[n - 1] as string), to })),
      },
      first: {
        trigger: { type: 'webhook', path: 'first' },
        nodes: [call('s', '/{{ event.body.id }}')],
        edges: [{ from: 'trigger', to: 's' }],
      },
    })
    workers.push(await startWorker(shared))
    const first = await firstSteps(vendor, urls.first)
    await (await fetch(urls.steps, { ...post, body: '{}' })).arrayBuffer()
    const turns: { one: number; two: number; busy: number }[] = []
    for (let turn = 0; turn < repeats; turn++) {
      await stepsPerSecond(database, vendor, ids.steps, warmUp)
      const one = await stepsPerSecond(database, vendor, ids.steps)
      workers.push(await startWorker(shared))
      await stepsPerSecond(database, vendor, ids.steps, warmUp)
      const busy = processorsBusy()
      const two = await stepsPerSecond(database, vendor, ids.steps)
      turns.push({ one, two, busy: busy() })
      await workers.pop()?.stop()
    }
    const ratio = median(turns.map(({ one, two }) => two / one))
    const busy = Math.round(median(turns.map(turn => turn.busy)) * 100)
    const perSecond = (of: 'one' | 'two') => `${Math.round(median(turns.map(turn => turn[of]))).toLocaleString('en')} steps/s`
    const [p50, p99] = [percentile(first, 0.5), percentile(first, 0.99)]
    return [
      { what: 'event to first step in another process, one at a time', value: `p50 ${ms(p50)}, p99 ${ms(p99)}` },
      { what: `one worker, steps of ${waiting} ms waiting`, value: perSecond('one') },
      { what: 'two workers', value: perSecond('two') },
      { what: '  processors busy meanwhile, with all that runs here', value: `${busy} % of ${cpus().length}` },
      { what: '  ratio', value: ratio.toFixed(2), aim: 'at least 1.80', met: ratio >= 1.8 },
    ]
  } finally {
    for (const worker of workers) await worker.stop()
    await database.end()
    await server.stop()
    vendor.stop()
    await postgres.stop()
  }
}

/** All runs are queued at once, as copies of one, so that what is measured is the workers and not how fast webhooks are taken: from the first call to the last. */
async function stepsPerSecond(database: Client, vendor: Vendor, workflow: string, count = runs): Promise<number> {
  await ended(database)
  const done = vendor.expect(count * stepsOfRun)
  const { rows } = await database.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'run'`,
  )
  const copied: Record<string, string> = {
    id: 'gen_random_uuid()::text',
    status: `'queued'`,
    owner: 'null',
    epoch: '0',
    started_at: 'null',
    finished_at: 'null',
  }
  await database.query('begin')
  await database.query(
    `insert into run (${rows.map(({ name }) => `"${name}"`).join(', ')})
     select ${rows.map(({ name }) => copied[name] ?? `"${name}"`).join(', ')}
     from generate_series(1, ${count}), (select * from run where workflow_id = $1 and event_id = id limit 1) as first`,
    [workflow],
  )
  await database.query(`select pg_notify('atom_signal', 'run:')`)
  await database.query('commit')
  return (count * stepsOfRun) / ((await done) / 1000)
}

/** What limits two workers where it is close to 1: there are no more processors for the second. @returns the share from 0 to 1 since it was called */
function processorsBusy(): () => number {
  const read = () => {
    const times = cpus().map(cpu => cpu.times)
    const idle = times.reduce((sum, time) => sum + time.idle, 0)
    return { idle, all: times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.irq + time.idle, 0) }
  }
  const before = read()
  return () => {
    const after = read()
    return 1 - (after.idle - before.idle) / (after.all - before.all)
  }
}

/** Resolves when no run is under way. */
async function ended(database: Client): Promise<void> {
  for (;;) {
    const { rowCount } = await database.query(`select 1 from run where status in ('queued', 'running') limit 1`)
    if (rowCount === 0) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Milliseconds from the call of the webhook to that of the first step, one at a time. */
async function firstSteps(vendor: Vendor, url: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < 250; n++) {
    const arrived = vendor.arrival(`/${n}`)
    const sent = performance.now()
    await (await fetch(url, { ...post, body: JSON.stringify({ id: n }) })).arrayBuffer()
    times.push((await arrived) - sent)
  }
  return times.slice(50)
}

interface Worker {
  stop(): Promise<void>
}

async function startWorker(env: Record<string, string>): Promise<Worker> {
  const dataDir = temporaryFolder('worker')
  const child = spawn(process.execPath, [main, 'worker'], {
    env: { PATH: process.env.PATH, ...env, ATOM_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`The worker ended with ${code} instead of working.`)
  })
  ended.catch(() => {})
  await Promise.race([once(child.stdout, 'data'), ended])
  return {
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'close')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

interface Vendor {
  url: string
  port: number
  /** When that address is called next. */
  arrival(path: string): Promise<number>
  /** Milliseconds from the first to the last of so many calls to /slow from now on. */
  expect(calls: number): Promise<number>
  stop(): void
}

/** Answers /slow after 50 ms, everything else at once. */
async function startVendor(): Promise<Vendor> {
  const awaited = new Map<string, (at: number) => void>()
  let counting: { left: number; begun: number | undefined; done: (milliseconds: number) => void } | undefined
  const answer = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  const server = createServer((request, response) => {
    awaited.get(request.url as string)?.(performance.now())
    if (request.url !== '/slow') return void answer(response)
    if (counting) {
      counting.begun ??= performance.now()
      if (--counting.left === 0) counting.done(performance.now() - counting.begun)
    }
    setTimeout(() => answer(response), waiting)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    arrival: path => new Promise(resolve => awaited.set(path, resolve)),
    expect: calls =>
      new Promise(done => {
        counting = { left: calls, begun: undefined, done }
      }),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
