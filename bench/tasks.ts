import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { person } from '../tests/harness/person.ts'
import { type Server, startServer } from '../tests/harness/server.ts'
import { temporaryFolder } from '../tests/harness/temporary.ts'
import { load, startBareFastify } from './child.ts'
import { type Figure, median } from './figure.ts'
import type { Load, LoadResult } from './load.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const repeats = 5
const connections = 50
const count = 10_000
const newTask = JSON.stringify({ title: 'Send Dana the Q3 report', due: '2026-11-27', priority: 'high', labels: ['work'] })

/**
 * `GET /api/tasks` among 10,000 tasks and `POST /api/tasks` at 50 connections, beside a bare Fastify that answers the same bytes. Ours and
 * the bare one take turns, so that what else the machine does falls on both; each figure is the median of five turns.
 */
export async function taskFigures(databaseUrl?: string): Promise<Figure[]> {
  const server = await startServer({ env: { ATOM_LOG_LEVEL: 'error', ...(databaseUrl && { ATOM_DATABASE_URL: databaseUrl }) } })
  const folder = temporaryFolder('bench')
  try {
    const { key } = await person(server)
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const made = await fill(server, headers)
    const page = await fetch(`${server.url}/api/tasks`, { headers })
    writeFileSync(join(folder, 'get.json'), Buffer.from(await page.arrayBuffer()))
    writeFileSync(join(folder, 'post.json'), made)

    const bare = await startBareFastify(join(folder, 'get.json'), join(folder, 'post.json'))
    const url = `${server.url}/api/tasks`
    const read = { method: 'GET', headers, connections, seconds } as const
    const write = { ...read, method: 'POST', body: newTask } as const
    // The writes come last: until then there are 10,000 tasks.
    const same = await turns({ ...read, url }, { ...read, url: bare.url })
    const other = await turns({ ...read, url, elsewhere: true }, { ...read, url: bare.url })
    const writes = await turns({ ...write, url }, { ...write, url: bare.url })
    await bare.stop()
    return [
      ...figures('GET /api/tasks', same, atLeastAThird),
      ...figures('GET /api/tasks?cursor=…, never the same page twice', other),
      ...figures('POST /api/tasks', writes),
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Turn {
  ours: LoadResult
  bare: LoadResult
}

async function turns(ours: Load, bare: Load): Promise<Turn[]> {
  const results: Turn[] = []
  for (let turn = 0; turn < repeats; turn++) results.push({ ours: await load(ours), bare: await load(bare) })
  return results
}

/** Makes the tasks through the API, 25 at a time. @returns the bytes of the last answer */
async function fill(server: Server, headers: Record<string, string>): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0)
  let next = 0
  const maker = async () => {
    while (next < count) {
      const number = ++next
      const body = JSON.stringify({
        title: `Task number ${number}`,
        ...(number % 3 && { due: `2026-12-${String((number % 28) + 1).padStart(2, '0')}` }),
      })
      const answer = await fetch(`${server.url}/api/tasks`, { method: 'POST', headers, body })
      if (answer.status !== 201) throw new Error(`POST /api/tasks answered ${answer.status}: ${await answer.text()}`)
      last = Buffer.from(await answer.arrayBuffer())
    }
  }
  await Promise.all(Array.from({ length: 25 }, maker))
  return last
}

const atLeastAThird = { aim: 'at least 0.33', met: (ratio: number) => ratio >= 1 / 3 }

function figures(what: string, results: Turn[], ratioAim?: typeof atLeastAThird): Figure[] {
  const ours = results.map(turn => turn.ours)
  const failures = ours.reduce((sum, result) => sum + result.failures, 0)
  if (failures > 0) throw new Error(`${failures} answers to ${what} were not 2xx.`)
  const ratios = results.map(turn => turn.ours.perSecond / turn.bare.perSecond)
  const ratio = median(ratios)
  const p99 = median(ours.map(result => result.p99))
  return [
    { what, value: rate(ours), aim: 'p99 under 50 ms', met: p99 < 50 },
    { what: '  bare Fastify, the same bytes', value: rate(results.map(turn => turn.bare)) },
    {
      what: '  ratio',
      value: `${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
      ...(ratioAim && { aim: ratioAim.aim, met: ratioAim.met(ratio) }),
    },
  ]
}

function rate(results: LoadResult[]): string {
  const middle = (of: (result: LoadResult) => number) => median(results.map(of))
  const perSecond = Math.round(middle(result => result.perSecond)).toLocaleString('en')
  return `${perSecond}/s, p50 ${middle(result => result.p50)} ms, p99 ${middle(result => result.p99)} ms`
}
