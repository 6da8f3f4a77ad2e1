import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../harness/postgres.ts'
import { openJobs } from './open-jobs.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres({ durable: true })
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
  return { said, ended, kill: (signal: 'SIGKILL' | 'SIGTERM') => child.kill(signal) }
}

/** Runs `hold` to its end here. @returns the attempts it has seen */
function holdHere({ dispatcher }: Awaited<ReturnType<typeof openJobs>>): number[] {
  const attempts: number[] = []
  dispatcher.handle({ kind: 'hold', run: async (_, __, job) => void attempts.push(job.attempt) })
  dispatcher.start()
  return attempts
}

describe('workers in processes of their own, on PostgreSQL', { timeout: 120_000 }, () => {
  test('the job of a worker killed with SIGKILL is taken over within 30 s', async () => {
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
    const load = (async () => {
      for (let n = 0; n < 600; n += 10)
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
    await postgres.restart()
    await load
    expect(refused).toBeGreaterThan(0)
    await expect.poll(() => acknowledged.filter(n => !done.has(n)), { timeout: 40_000 }).toEqual([])
    await expect.poll(() => jobs.dispatcher.load(), { timeout: 20_000 }).toMatchObject({ queued: 0, running: 0, failed: 0 })
    await jobs.close()
  })
})
