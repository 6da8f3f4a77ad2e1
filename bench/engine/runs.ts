import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { type Server, startServer } from '../../tests/harness/server.ts'
import { temporaryFolder } from '../../tests/harness/temporary.ts'
import { type Figure, mb, ms, percentile } from '../figure.ts'
import { publish } from './publish.ts'
import type { WaitingMemory } from './waiting-memory.ts'

const post = { method: 'POST', headers: { 'content-type': 'application/json' } } as const

/** How soon a run begins, what waiting runs cost, how soon interrupted ones go on, and how a long list of runs is read. */
export async function runFigures(): Promise<Figure[]> {
  const vendor = await startVendor()
  const server = await startServer({ env: { ATOM_LOG_LEVEL: 'error', ATOM_EGRESS_ALLOW: `127.0.0.1:${vendor.port}` } })
  try {
    const call = { id: 'call', type: 'skill', skill: 'http.request', input: { method: 'GET', url: `${vendor.url}/{{ event.body.id }}` } }
    const { urls, ids, owner } = await publish(server, {
      first: { trigger: { type: 'webhook', path: 'first' }, nodes: [call], edges: [{ from: 'trigger', to: 'call' }] },
      slow: {
        trigger: { type: 'webhook', path: 'slow' },
        nodes: [
          { ...call, input: { method: 'GET', url: `${vendor.url}/slow/{{ event.body.id }}` } },
          { id: 'end', type: 'set', input: { ok: true } },
        ],
        edges: [
          { from: 'trigger', to: 'call' },
          { from: 'call', to: 'end' },
        ],
      },
    })
    return [
      ...(await eventToFirstStep(vendor, urls.first)),
      ...(await waitingRuns()),
      ...(await recovery(server, vendor, urls.slow, owner, ids.slow)),
      ...(await longList(server, owner, ids.first)),
    ]
  } finally {
    await server.stop()
    vendor.stop()
  }
}

async function eventToFirstStep(vendor: Vendor, url: string): Promise<Figure[]> {
  const times: number[] = []
  for (let n = 0; n < 300; n++) {
    const arrived = vendor.arrival(`/${n}`)
    const sent = performance.now()
    await fetch(url, { ...post, body: JSON.stringify({ id: n }) })
    times.push((await arrived) - sent)
  }
  const warm = times.slice(50)
  const [p50, p99] = [percentile(warm, 0.5), percentile(warm, 0.99)]
  return [
    {
      what: 'event to first step, one at a time',
      value: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
      aim: 'p50 2 ms, p99 10 ms',
      met: p50 <= 2 && p99 <= 10,
    },
  ]
}

async function waitingRuns(): Promise<Figure[]> {
  const dataDir = temporaryFolder('bench-waiting')
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', join(import.meta.dirname, 'waiting-memory.ts'), dataDir])
  rmSync(dataDir, { recursive: true, force: true })
  const { held, resident, runsPerSecond }: WaitingMemory = JSON.parse(stdout)
  const more = (bytes: number) => `${bytes > 0 ? '+' : ''}${mb(bytes)}`
  return [
    {
      what: '10,000 waiting runs, in use after a full collection',
      value: `${more(held)}; the process ${more(resident)} (${Math.round(runsPerSecond).toLocaleString('en')} begun a second)`,
      aim: 'under 30 MB',
      met: held < 30e6 && resident < 30e6,
    },
  ]
}

async function recovery(
  server: Server,
  vendor: Vendor,
  url: string,
  owner: Awaited<ReturnType<typeof publish>>['owner'],
  workflow: string,
): Promise<Figure[]> {
  const count = 1000
  vendor.hold()
  await many(count, 25, n => fetch(url, { ...post, body: JSON.stringify({ id: n }) }))
  await server.kill9()
  vendor.letGo()
  const started = performance.now()
  await server.restart()
  const ready = performance.now() - started
  for (;;) {
    const open = await Promise.all(
      ['queued', 'running'].map(
        async status => (await owner.api(`/api/runs?workflow=${workflow}&status=${status}&limit=1`)).body.items.length,
      ),
    )
    if (open.every(length => length === 0)) break
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return [
    {
      what: 'recovery of 1,000 interrupted runs',
      value: `${ms(performance.now() - started)} after the start, ${ms(ready)} of it until ready`,
    },
  ]
}

/** Rows are written beside the server: a million runs by webhook would take minutes and show nothing more. */
async function longList(server: Server, owner: Awaited<ReturnType<typeof publish>>['owner'], workflow: string): Promise<Figure[]> {
  const db = new DatabaseSync(join(server.dataDir, 'atom.sqlite'))
  db.exec('pragma busy_timeout = 60000')
  const { workspace_id: workspace } = db.prepare('select workspace_id from workflow where id = ?').get(workflow) as { workspace_id: string }
  const columns = (db.prepare('pragma table_info(run)').all() as { name: string }[]).map(column => `"${column.name}"`)
  const values: Record<string, string> = {
    '"id"': "printf('0%07d-0000-7000-8000-000000000000', count.number)",
    '"status"': "case when count.number % 50 = 0 then 'failed' else 'succeeded' end",
  }
  const source = columns.map(column => values[column] ?? column).join(', ')
  for (let from = 0; from < 1_000_000; from += 20_000)
    db.prepare(
      `with recursive count(number) as (select ? union all select number + 1 from count where number < ?)
       insert into run (${columns.join(', ')}) select ${source} from count,
       (select * from run where workspace_id = ? and workflow_id = ? and status = 'succeeded' limit 1)`,
    ).run(from + 1, from + 20_000, workspace, workflow)
  db.close()
  const figures: Figure[] = []
  for (const query of ['', `?workflow=${workflow}`, '?status=failed', `?workflow=${workflow}&status=failed`, '?status=waiting']) {
    const times: number[] = []
    for (let n = 0; n < 20; n++) {
      const sent = performance.now()
      // Another page size each time, so that no answer is given again.
      await owner.api(`/api/runs${query}${query ? '&' : '?'}limit=${50 + n}`)
      times.push(performance.now() - sent)
    }
    figures.push({ what: `GET /api/runs${query.replace(workflow, '…')} among 1,000,000`, value: `p50 ${ms(percentile(times, 0.5))}` })
  }
  return figures
}

async function many(count: number, atOnce: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

interface Vendor {
  url: string
  port: number
  /** When that address is called next. */
  arrival(path: string): Promise<number>
  /** Calls to /slow are not answered from now on. */
  hold(): void
  letGo(): void
  stop(): void
}

async function startVendor(): Promise<Vendor> {
  const waiting = new Map<string, (at: number) => void>()
  let held = false
  const server = createServer((request, response) => {
    waiting.get(request.url as string)?.(performance.now())
    if (held && request.url?.startsWith('/slow/')) return
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    arrival: path => new Promise(resolve => waiting.set(path, resolve)),
    hold: () => {
      held = true
    },
    letGo: () => {
      held = false
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
