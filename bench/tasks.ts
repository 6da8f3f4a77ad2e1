import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { person } from '../tests/harness/person.ts'
import { type Server, startServer } from '../tests/harness/server.ts'
import { temporaryFolder } from '../tests/harness/temporary.ts'
import { load, startBareFastify } from './child.ts'
import type { Figure } from './figure.ts'
import type { LoadResult } from './load.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const connections = 50
const count = 10_000
const newTask = JSON.stringify({ title: 'Send Dana the Q3 report', due: '2026-11-27', priority: 'high', labels: ['work'] })

/** `GET /api/tasks` among 10,000 tasks and `POST /api/tasks` at 50 connections, beside a bare Fastify that answers the same bytes. */
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

    const url = `${server.url}/api/tasks`
    const reads = await load({ url, method: 'GET', headers, connections, seconds })
    const writes = await load({ url, method: 'POST', headers, body: newTask, connections, seconds })
    const bare = await startBareFastify(join(folder, 'get.json'), join(folder, 'post.json'))
    const bareReads = await load({ url: bare.url, method: 'GET', headers, connections, seconds })
    const bareWrites = await load({ url: bare.url, method: 'POST', headers, body: newTask, connections, seconds })
    await bare.stop()
    return [...figures('GET /api/tasks', reads, bareReads, true), ...figures('POST /api/tasks', writes, bareWrites, false)]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
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

function figures(what: string, ours: LoadResult, bare: LoadResult, isRead: boolean): Figure[] {
  if (ours.failures > 0) throw new Error(`${ours.failures} of ${ours.requests} answers to ${what} were not 2xx.`)
  const ratio = ours.perSecond / bare.perSecond
  const rate = (result: LoadResult) => `${Math.round(result.perSecond).toLocaleString('en')}/s, p50 ${result.p50} ms, p99 ${result.p99} ms`
  return [
    { what, value: rate(ours), aim: 'p99 under 50 ms', met: ours.p99 < 50 },
    { what: '  bare Fastify, the same bytes', value: rate(bare) },
    { what: '  ratio', value: ratio.toFixed(2), ...(isRead && { aim: 'at least 0.33', met: ratio >= 1 / 3 }) },
  ]
}
