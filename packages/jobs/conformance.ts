import { type Clock, type Context, kernelErrors, type NewJob } from '@atom/kernel'
import { type TestDialect, type TestStorage, testContext } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { type Dispatcher, type JobHandler, jobMigrations } from './index.ts'

export interface Base {
  storage: TestStorage
  base: Context
  clock: Clock
}

/** What the suite needs to know of one dispatcher. */
export interface Subject {
  name: string
  on: TestDialect[]
  clock(): Clock
  make(world: Base): Promise<Dispatcher>
  /** Lets so many milliseconds pass, as far as the dispatcher can tell. */
  pass(world: Base, milliseconds: number): Promise<void>
  /** Makes a queued job one that a worker took for the n-th time and then died. */
  abandon(world: Base, id: string, attempt: number): Promise<void>
}

const hour = 3_600_000

/** Every dispatcher passes these, on every database it supports. */
export function dispatcherConformance(subject: Subject): void {
  for (const dialect of subject.on)
    describe(`${subject.name} on ${dialect.name}`, () => {
      const world = async () => {
        const storage = await dialect.open([jobMigrations])
        const clock = subject.clock()
        const base = testContext(storage, { clock })
        const self: Base = { storage, base, clock }
        const dispatcher = await subject.make(self)
        const others: Dispatcher[] = []
        const enqueue = (job: NewJob, ctx = base) => storage.unitOfWork.writing(ctx, tx => dispatcher.enqueue(tx, job))
        const find = (id: string, ctx = base) => dispatcher.find(ctx, id)
        return {
          ...self,
          dispatcher,
          enqueue,
          find,
          elsewhere: { ...base, workspaceId: `other-${base.workspaceId}` },
          later: (milliseconds: number) => new Date(clock.now().getTime() + milliseconds).toISOString(),
          pass: (milliseconds: number) => subject.pass(self, milliseconds),
          abandon: (id: string, attempt: number) => subject.abandon(self, id, attempt),
          cancel: (key: string) => storage.unitOfWork.writing(base, tx => dispatcher.cancel(tx, key)),
          /** Waits until a job is done or failed. */
          settled: (id: string) =>
            expect.poll(async () => ['failed', undefined].includes((await find(id))?.status), { timeout: 10_000 }).toBe(true),
          /** A second process on the same database. */
          async another() {
            const other = await subject.make(self)
            others.push(other)
            return other
          },
          async close() {
            for (const each of [dispatcher, ...others]) await each.stop(1000)
            await storage.close()
          },
        }
      }

      test('a job runs once, with its payload, in its workspace, and is gone', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async (ctx, payload, job) => void seen.push([ctx.workspaceId, payload, job.attempt]) })
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'a', payload: { id: '1' } })
        await w.settled(id)
        expect([seen, await w.find(id)]).toEqual([[[w.base.workspaceId, { id: '1' }, 1]], undefined])
        await w.close()
      })

      test('a job whose transaction rolled back never runs', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async (_, payload) => void seen.push(payload.id) })
        w.dispatcher.start()
        const failing = w.storage.unitOfWork.writing(w.base, async tx => {
          await w.dispatcher.enqueue(tx, { kind: 'a', payload: { id: 'lost' } })
          throw new Error('no')
        })
        await expect(failing).rejects.toThrow('no')
        await w.settled(await w.enqueue({ kind: 'a', payload: { id: 'kept' } }))
        expect(seen).toEqual(['kept'])
        await w.close()
      })

      test('a job waits for its time', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async (_, payload) => void seen.push(payload.id) })
        w.dispatcher.start()
        const runAt = w.later(hour)
        const later = await w.enqueue({ kind: 'a', payload: { id: 'later' }, runAt })
        await w.settled(await w.enqueue({ kind: 'a', payload: { id: 'now' } }))
        expect(await w.find(later)).toEqual({ id: later, kind: 'a', status: 'queued', runAt, attempt: 0, progress: null, error: null })
        await w.pass(hour + 1000)
        await w.settled(await w.enqueue({ kind: 'a', payload: { id: 'wake' } }))
        await w.settled(later)
        expect(seen.sort()).toEqual(['later', 'now', 'wake'])
        await w.close()
      })

      test('a time that is over is now', async () => {
        const w = await world()
        w.dispatcher.handle({ kind: 'a', run: async () => {} })
        w.dispatcher.start()
        await w.settled(await w.enqueue({ kind: 'a', payload: {}, runAt: w.later(-hour) }))
        await w.close()
      })

      test('a job of the same key replaces the queued one of its workspace, and no other', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async (_, payload) => void seen.push(payload.id) })
        const runAt = w.later(hour)
        await w.enqueue({ kind: 'a', payload: { id: 'first' }, key: 'k', runAt })
        const elsewhere = await w.enqueue({ kind: 'a', payload: { id: 'elsewhere' }, key: 'k', runAt }, w.elsewhere)
        const second = await w.enqueue({ kind: 'a', payload: { id: 'second' }, key: 'k' })
        expect(await w.dispatcher.load()).toMatchObject({ queued: 2 })
        w.dispatcher.start()
        await w.settled(second)
        expect((await w.find(elsewhere, w.elsewhere))?.status).toBe('queued')
        expect(seen).toEqual(['second'])
        await w.close()
      })

      test('a job is found in its own workspace only', async () => {
        const w = await world()
        const id = await w.enqueue({ kind: 'a', payload: {} })
        expect((await w.find(id))?.id).toBe(id)
        expect(await w.find(id, w.elsewhere)).toBeUndefined()
        expect(await w.find('x')).toBeUndefined()
        await w.close()
      })

      test('a failure that may pass is tried again later, one that cannot is kept with its reason', async () => {
        const w = await world()
        let calls = 0
        w.dispatcher.handle(
          { kind: 'flaky', run: async () => void (++calls === 1 && fail('policy')) },
          { kind: 'never', run: async () => fail('never') },
          {
            kind: 'bug',
            attempts: 1,
            run: async () => {
              throw new Error('connection string: secret')
            },
          },
        )
        w.dispatcher.start()
        const never = await w.enqueue({ kind: 'never', payload: {} })
        const bug = await w.enqueue({ kind: 'bug', payload: {} })
        await w.settled(never)
        await w.settled(bug)
        const error = { code: 'kernel.unknown_skill', message: 'There is no skill called “x”.' }
        expect(await w.find(never)).toMatchObject({ status: 'failed', attempt: 1, error })
        expect(await w.find(bug)).toMatchObject({ error: { code: null, message: 'Something unexpected went wrong.' } })
        const flaky = await w.enqueue({ kind: 'flaky', payload: {} })
        await expect.poll(async () => await w.find(flaky)).toMatchObject({ status: 'queued', attempt: 1, error })
        await w.pass(60_000)
        const next = await w.enqueue({ kind: 'flaky', payload: {} })
        await w.settled(flaky)
        await w.settled(next)
        expect([await w.find(flaky), calls]).toEqual([undefined, 3])
        await w.close()
      })

      test('an error that says when to come back is believed', async () => {
        const w = await world()
        w.dispatcher.handle({ kind: 'a', run: async () => fail({ after: 2 * hour }) })
        w.dispatcher.start()
        const before = w.clock.now().getTime()
        const id = await w.enqueue({ kind: 'a', payload: {} })
        await expect.poll(async () => (await w.find(id))?.error).toBeTruthy()
        const wait = Date.parse((await w.find(id))?.runAt ?? '') - before
        expect(wait).toBeGreaterThanOrEqual(2 * hour)
        expect(wait).toBeLessThan(3 * hour)
        await w.close()
      })

      test('a job is given up after as many attempts as its handler allows', async () => {
        const w = await world()
        const attempts: number[] = []
        w.dispatcher.handle({
          kind: 'a',
          attempts: 2,
          run: async (_, __, job) => {
            attempts.push(job.attempt)
            fail({ after: 1 })
          },
        })
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'a', payload: {} })
        await expect.poll(() => attempts.length).toBeGreaterThan(0)
        await w.pass(1000)
        await w.enqueue({ kind: 'a', payload: {}, runAt: w.later(-1) })
        await w.settled(id)
        expect(await w.find(id)).toMatchObject({ status: 'failed', attempt: 2 })
        await w.close()
      })

      test('a queued job can be cancelled, and a running one hears of it from another process', async () => {
        const w = await world()
        const long = untilAborted()
        w.dispatcher.handle(long.handler)
        w.dispatcher.start()
        const queued = await w.enqueue({ kind: 'long', payload: {}, key: 'later', runAt: w.later(hour) })
        const id = await w.enqueue({ kind: 'long', payload: {}, key: 'now' })
        await long.begun
        const other = await w.another()
        expect((await other.find(w.base, id))?.progress).toEqual({ done: 1, total: 10, note: 'reading' })
        const cancel = (key: string) => w.storage.unitOfWork.writing(w.base, tx => other.cancel(tx, key))
        expect([await cancel('later'), await w.find(queued)]).toEqual([true, undefined])
        expect(await w.storage.unitOfWork.writing(w.elsewhere, tx => other.cancel(tx, 'now'))).toBe(false)
        expect(await cancel('now')).toBe(true)
        await long.ended
        await w.settled(id)
        expect([await cancel('now'), await w.find(id)]).toEqual([false, undefined])
        await expect.poll(() => w.dispatcher.load()).toEqual({ queued: 0, running: 0, failed: 0, oldestDue: 0 })
        await w.close()
      })

      test('a job that outlives the stop is queued again, not failed', async () => {
        const w = await world()
        const long = untilAborted()
        w.dispatcher.handle(long.handler)
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'long', payload: {} })
        await long.begun
        await w.dispatcher.stop(1)
        const other = await w.another()
        expect(await other.find(w.base, id)).toMatchObject({ status: 'queued', attempt: 0, error: null })
        await other.stop(0)
        await w.storage.close()
      })

      test('what a stopped worker hands back another begins', async () => {
        const w = await world()
        const long = untilAborted()
        w.dispatcher.handle(long.handler)
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'long', payload: {} })
        await long.begun
        const other = await w.another()
        const attempts: number[] = []
        other.handle({ kind: 'long', run: async (_, __, job) => void attempts.push(job.attempt) })
        await w.dispatcher.stop(1)
        other.start()
        await expect.poll(async () => await other.find(w.base, id)).toBeUndefined()
        expect(attempts).toEqual([1])
        await other.stop(1000)
        await w.storage.close()
      })

      test('a job that ends its process every time is given up', async () => {
        const w = await world()
        const id = await w.enqueue({ kind: 'deadly', payload: {} })
        await w.abandon(id, 2)
        await w.pass(hour)
        let runs = 0
        w.dispatcher.handle({ kind: 'deadly', attempts: 2, run: async () => void runs++ })
        w.dispatcher.start()
        await w.settled(id)
        const error = { code: null, message: 'It was begun too often without coming to an end.' }
        expect([await w.find(id), runs]).toMatchObject([{ status: 'failed', attempt: 3, error }, 0])
        await w.close()
      })

      test('the job of a worker that died is taken over, but not before it has been silent for long enough', async () => {
        const w = await world()
        const id = await w.enqueue({ kind: 'a', payload: {} })
        await w.abandon(id, 1)
        const attempts: number[] = []
        w.dispatcher.handle(
          { kind: 'a', run: async (_, __, job) => void attempts.push(job.attempt) },
          { kind: 'wake', run: async () => {} },
        )
        w.dispatcher.start()
        await w.settled(await w.enqueue({ kind: 'wake', payload: {} }))
        expect(await w.find(id)).toMatchObject({ status: 'running', attempt: 1 })
        await w.pass(31_000)
        await w.enqueue({ kind: 'wake', payload: {} })
        await w.settled(id)
        expect(attempts).toEqual([2])
        await w.close()
      })

      test('two workers share the jobs, and each is done once', async () => {
        const w = await world()
        const other = await w.another()
        const done = new Map<string, string[]>()
        for (const [name, dispatcher] of Object.entries({ one: w.dispatcher, two: other }))
          dispatcher.handle({
            kind: 'a',
            async run(_, { id }) {
              await new Promise(resolve => setTimeout(resolve, 2))
              done.set(String(id), [...(done.get(String(id)) ?? []), name])
            },
          })
        await w.storage.unitOfWork.writing(w.base, async tx => {
          for (let id = 0; id < 200; id++) await w.dispatcher.enqueue(tx, { kind: 'a', payload: { id } })
        })
        w.dispatcher.start()
        other.start()
        await expect.poll(async () => (await w.dispatcher.load()).queued + (await w.dispatcher.load()).running, { timeout: 15_000 }).toBe(0)
        expect([...done.values()].map(names => names.length)).toEqual(Array(200).fill(1))
        expect(new Set([...done.values()].flat())).toEqual(new Set(['one', 'two']))
        await w.close()
      })

      test('one workspace’s 2,000 jobs do not hold up another’s one', async () => {
        const w = await world()
        let many = 0
        let manyBefore = -1
        w.dispatcher.handle(
          { kind: 'many', run: async () => void many++ },
          {
            kind: 'one',
            async run() {
              manyBefore = many
            },
          },
        )
        await w.storage.unitOfWork.writing(w.base, async tx => {
          for (let n = 0; n < 2000; n++) await w.dispatcher.enqueue(tx, { kind: 'many', payload: { n } })
        })
        w.dispatcher.start()
        await expect.poll(() => many, { interval: 2 }).toBeGreaterThan(50)
        const id = await w.enqueue({ kind: 'one', payload: {} }, w.elsewhere)
        const manyThen = many
        await expect.poll(() => w.find(id, w.elsewhere), { interval: 5 }).toBeUndefined()
        expect(manyBefore - manyThen).toBeLessThan(100)
        await w.close()
      })

      test('and however much arrives after them, they are done in the end', async () => {
        const w = await world()
        let many = 0
        let others = 0
        w.dispatcher.handle(
          { kind: 'many', run: async () => void many++ },
          {
            kind: 'other',
            // As soon as one is done the next is there: there is always one that came later.
            async run(ctx, { n }) {
              others++
              if (many < 400) await w.enqueue({ kind: 'other', payload: { n } }, ctx)
            },
          },
        )
        await w.storage.unitOfWork.writing(w.base, async tx => {
          for (let n = 0; n < 400; n++) await w.dispatcher.enqueue(tx, { kind: 'many', payload: { n } })
        })
        for (let n = 0; n < 20; n++) await w.enqueue({ kind: 'other', payload: { n } }, w.elsewhere)
        w.dispatcher.start()
        await expect.poll(() => many, { timeout: 15_000 }).toBe(400)
        expect(others).toBeGreaterThan(100)
        await w.close()
      })

      test('the load tells what waits, what runs, what failed, and how long the oldest has waited', async () => {
        const w = await world()
        const long = untilAborted()
        w.dispatcher.handle(long.handler, { kind: 'never', run: async () => fail('never') })
        w.dispatcher.start()
        await w.enqueue({ kind: 'long', payload: {} })
        await long.begun
        await w.settled(await w.enqueue({ kind: 'never', payload: {} }))
        await w.enqueue({ kind: 'never', payload: {}, runAt: w.later(hour) })
        expect(await w.dispatcher.load()).toEqual({ queued: 1, running: 1, failed: 1, oldestDue: 0 })
        await w.dispatcher.stop(1)
        const other = await w.another()
        await w.pass(2 * hour)
        const load = await other.load()
        expect(load).toMatchObject({ queued: 2, running: 0, failed: 1 })
        expect(load.oldestDue).toBeGreaterThanOrEqual(hour)
        await other.stop(0)
        await w.storage.close()
      })

      test('failed jobs go when they are old', async () => {
        const w = await world()
        w.dispatcher.handle({ kind: 'never', run: async () => fail('never') })
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'never', payload: {}, key: 'k' })
        await w.settled(id)
        const waits = await w.enqueue({ kind: 'never', payload: {}, key: 'k', runAt: w.later(hour) })
        const prune = (before: string) => w.storage.unitOfWork.writing(w.base, tx => w.dispatcher.prune(tx, before))
        expect([await prune(w.later(-hour)), (await w.find(id))?.status]).toEqual([0, 'failed'])
        expect([await prune(w.later(hour)), await w.find(id)]).toEqual([1, undefined])
        expect((await w.find(waits))?.status).toBe('queued')
        await w.close()
      })
    })
}

function fail(retry: 'policy' | 'never' | { after: number }): never {
  throw kernelErrors.unknown_skill({ skill: 'x' }, { retry })
}

/** A job that goes on until its signal ends. */
function untilAborted(): { handler: JobHandler; begun: Promise<void>; ended: Promise<void> } {
  const begun = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  return {
    begun: begun.promise,
    ended: ended.promise,
    handler: {
      kind: 'long',
      async run(ctx, _, job) {
        await job.progress({ done: 1, total: 10, note: 'reading' })
        begun.resolve()
        await new Promise<void>(resolve => ctx.signal.addEventListener('abort', () => resolve()))
        ended.resolve()
        throw kernelErrors.cancelled({ skill: 'x' })
      },
    },
  }
}
