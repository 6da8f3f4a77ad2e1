import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../harness/postgres.ts'
import { openJobs, silence } from './open-jobs.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres({ restartable: true })
})
afterAll(() => postgres.stop())

const children = new Set<ChildProcess>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})

let databases = 0
async function database(): Promise<string> {
  const name = `jobs_${++databases}`
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return postgres.url.replace(/postgres$/, name)
}

/** A worker in a process of its own. `said` resolves when it has said this line. */
async function startWorker(url: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker-process.ts'), url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | string>(resolve => child.once('exit', (code, signal) => resolve(code ?? (signal as string))))
  children.add(child)
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', line => lines.push(line))
  const said = (line: string) => expect.poll(() => lines, { timeout: 20_000 }).toContain(line)
  await said('works')
  return { lines, said, ended, kill: (signal: 'SIGKILL' | 'SIGTERM') => child.kill(signal) }
}

/** Runs `hold` to its end here. @returns the attempts it has seen */
function holdHere({ dispatcher }: Awaited<ReturnType<typeof openJobs>>): number[] {
  const attempts: number[] = []
  dispatcher.handle({ kind: 'hold', run: async (_, __, job) => void attempts.push(job.attempt) })
  dispatcher.start()
  return attempts
}

describe('workers in processes of their own, on PostgreSQL', { timeout: 120_000 }, () => {
  test('the job of a worker killed with SIGKILL is taken over when it has been silent for long enough', async () => {
    const url = await database()
    const jobs = await openJobs(url)
    const worker = await startWorker(url)
    const id = await jobs.enqueue('hold')
    await worker.said(`begun ${id}`)
    expect(await jobs.find(id)).toMatchObject({ status: 'running', progress: { done: 1, note: 'held' } })
    worker.kill('SIGKILL')
    expect(await worker.ended).toBe('SIGKILL')
    const attempts = holdHere(jobs)
    await expect.poll(() => attempts, { timeout: 30_000 }).toEqual([2])
    await jobs.close()
  })

  test('a worker that is told to stop hands its job back, and another begins it as if it had never been begun', async () => {
    const url = await database()
    const jobs = await openJobs(url)
    const worker = await startWorker(url)
    const id = await jobs.enqueue('hold')
    await worker.said(`begun ${id}`)
    worker.kill('SIGTERM')
    await worker.said(`aborted ${id}`)
    expect(await worker.ended).toBe(0)
    expect(await jobs.find(id)).toMatchObject({ status: 'queued', attempt: 0 })
    const attempts = holdHere(jobs)
    await expect.poll(() => attempts, { timeout: 20_000 }).toEqual([1])
    await jobs.close()
  })

  test('a job that runs in one process is cancelled from another', async () => {
    const url = await database()
    const jobs = await openJobs(url)
    const worker = await startWorker(url)
    const id = await jobs.enqueue('hold', {}, 'k')
    await worker.said(`begun ${id}`)
    expect(await jobs.cancel('k')).toBe(true)
    await worker.said(`aborted ${id}`)
    await expect.poll(() => jobs.dispatcher.load(), { timeout: 20_000 }).toEqual({ queued: 0, running: 0, failed: 0, oldestDue: 0 })
    worker.kill('SIGTERM')
    await worker.ended
    await jobs.close()
  })

  test('a job that was cancelled while its worker was dead is not begun again', async () => {
    const url = await database()
    const jobs = await openJobs(url)
    const worker = await startWorker(url)
    const id = await jobs.enqueue('hold', {}, 'k')
    await worker.said(`begun ${id}`)
    worker.kill('SIGKILL')
    await worker.ended
    expect(await jobs.cancel('k')).toBe(true)
    const attempts = holdHere(jobs)
    await expect.poll(async () => (await jobs.dispatcher.load()).running, { timeout: 30_000 }).toBe(0)
    await jobs.enqueue('hold')
    await expect.poll(() => attempts, { timeout: 20_000 }).toEqual([1])
    await jobs.close()
  })

  test('jobs that end while PostgreSQL is away have ended when it is back, and the next begin beside one that still runs', async () => {
    const jobs = await openJobs(await database())
    const begun: unknown[] = []
    const gates = Array.from({ length: 8 }, () => Promise.withResolvers<void>())
    jobs.dispatcher.handle({
      kind: 'gated',
      async run(_, { n }) {
        begun.push(n)
        await gates[n as number]?.promise
      },
    })
    jobs.dispatcher.start()
    for (const n of gates.keys()) await jobs.enqueue('gated', { n })
    await expect.poll(() => begun.length).toBe(8)
    await postgres.restart(async () => {
      // Each by itself, so that each is told in a statement of its own.
      for (const gate of gates.slice(1)) {
        gate.resolve()
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    })
    await expect.poll(() => jobs.dispatcher.load().catch(() => undefined)).toMatchObject({ queued: 0, running: 1 })
    await jobs.enqueue('gated', { n: 8 })
    await expect.poll(() => begun.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    gates[0]?.resolve()
    await expect.poll(() => jobs.dispatcher.load()).toEqual({ queued: 0, running: 0, failed: 0, oldestDue: 0 })
    await jobs.close()
  })

  test('when PostgreSQL was away for longer than a worker may be silent, none of those that live loses its job', async () => {
    const url = await database()
    const jobs = await openJobs(url)
    const aborted: string[] = []
    jobs.dispatcher.handle({
      kind: 'here',
      run: ({ signal }, _, { id }) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            aborted.push(id)
            reject(signal.reason)
          }),
        ),
    })
    jobs.dispatcher.start()
    const here = await jobs.enqueue('here')
    const worker = await startWorker(url)
    const there = await jobs.enqueue('hold')
    await worker.said(`begun ${there}`)
    await expect.poll(() => jobs.find(here)).toMatchObject({ status: 'running' })
    await postgres.restart(() => new Promise(resolve => setTimeout(resolve, silence + 500)))
    const back = new Date().toISOString()
    const beatSince = async () => {
      const client = new Client({ connectionString: url })
      await client.connect()
      const { rowCount } = await client.query('select 1 from worker where beat_at > $1', [back])
      await client.end()
      return rowCount
    }
    await expect.poll(beatSince).toBe(2)
    expect([aborted, worker.lines]).toEqual([[], ['works', `begun ${there}`]])
    await jobs.close()
  })

  test('PostgreSQL crashes under load: what was enqueued is done, and the workers go on', async () => {
    const jobs = await openJobs(await database())
    const done = new Set<unknown>()
    jobs.dispatcher.handle({
      kind: 'note',
      async run(_, { n }) {
        await new Promise(resolve => setTimeout(resolve, 5))
        done.add(n)
      },
    })
    jobs.dispatcher.start()
    const acknowledged: number[] = []
    let refused = 0
    let enough = Number.POSITIVE_INFINITY
    const load = (async () => {
      for (let n = 0; acknowledged.length < enough; n += 10)
        await Promise.all(
          Array.from({ length: 10 }, (_, at) =>
            jobs.enqueue('note', { n: n + at }).then(
              () => acknowledged.push(n + at),
              async () => {
                refused++
                await new Promise(resolve => setTimeout(resolve, 50))
              },
            ),
          ),
        )
    })()
    await expect.poll(() => acknowledged.length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(50)
    await postgres.restart(() => expect.poll(() => refused, { interval: 5, timeout: 20_000 }).toBeGreaterThan(0))
    enough = acknowledged.length + 300
    await load
    await expect.poll(() => acknowledged.filter(n => !done.has(n)), { timeout: 40_000 }).toEqual([])
    await expect.poll(() => jobs.dispatcher.load(), { timeout: 20_000 }).toMatchObject({ queued: 0, running: 0, failed: 0 })
    await jobs.close()
  })
})
