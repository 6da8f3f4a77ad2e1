import { type Context, kernelErrors, manualClock } from '@atom/kernel'
import { tablesOf } from '@atom/storage'
import { dialects, testContext } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { type Dispatcher, jobMigrations } from './index.ts'
import type { JobTable } from './store.ts'

const store = tablesOf<{ job: JobTable }>()

/** What the suite needs to know of one dispatcher. */
export type MakeDispatcher = (world: {
  base: Context
  clock: ReturnType<typeof manualClock>
  unitOfWork: Awaited<ReturnType<(typeof dialects)[number]['open']>>['unitOfWork']
}) => Dispatcher

/** Every dispatcher passes these, on every database it supports. */
export function dispatcherConformance(name: string, make: MakeDispatcher, on = dialects): void {
  for (const dialect of on)
    describe(`${name} on ${dialect.name}`, () => {
      const world = async () => {
        const storage = await dialect.open([jobMigrations])
        const clock = manualClock('2026-11-24T09:00:00Z')
        const base = testContext(storage, { clock })
        const dispatcher = make({ base, clock, unitOfWork: storage.unitOfWork })
        const enqueue = (job: Parameters<Dispatcher['enqueue']>[1]) => storage.unitOfWork.writing(base, tx => dispatcher.enqueue(tx, job))
        const job = (id: string) => store.db(base).selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        const settled = async (id: string) =>
          expect.poll(async () => ['done', 'failed', 'cancelled'].includes((await job(id)).status), { timeout: 5000 }).toBe(true)
        return { storage, clock, base, dispatcher, enqueue, job, settled, close: () => dispatcher.stop(1000).then(storage.close) }
      }

      test('a job runs once, with its payload, and is done', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async (_, payload) => void seen.push(payload) })
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'a', payload: { id: '1' } })
        await w.settled(id)
        expect([seen, (await w.job(id)).status]).toEqual([[{ id: '1' }], 'done'])
        await w.close()
      })

      test('a job whose transaction rolled back never runs', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async () => void seen.push(1) })
        w.dispatcher.start()
        const failing = w.storage.unitOfWork.writing(w.base, async tx => {
          await w.dispatcher.enqueue(tx, { kind: 'a', payload: {} })
          throw new Error('no')
        })
        await expect(failing).rejects.toThrow('no')
        await w.settled(await w.enqueue({ kind: 'a', payload: {} }))
        expect(seen).toEqual([1])
        await w.close()
      })

      test('a job waits for its time', async () => {
        const w = await world()
        const seen: unknown[] = []
        w.dispatcher.handle({ kind: 'a', run: async () => void seen.push(1) })
        w.dispatcher.start()
        const later = await w.enqueue({ kind: 'a', payload: {}, runAt: '2026-11-24T10:00:00.000Z' })
        await w.settled(await w.enqueue({ kind: 'a', payload: {} }))
        expect((await w.job(later)).status).toBe('queued')
        w.clock.set('2026-11-24T10:00:01Z')
        await w.settled(await w.enqueue({ kind: 'a', payload: {} }))
        await w.settled(later)
        expect(seen).toHaveLength(3)
        await w.close()
      })

      test('a job of the same key replaces the queued one', async () => {
        const w = await world()
        const first = await w.enqueue({ kind: 'a', payload: {}, key: 'k', runAt: '2026-12-01T00:00:00.000Z' })
        await w.enqueue({ kind: 'a', payload: {}, key: 'k', runAt: '2026-12-02T00:00:00.000Z' })
        await expect(w.job(first)).rejects.toThrow('no result')
        await w.close()
      })

      test('a failure that may pass is tried again later, one that cannot is not', async () => {
        const w = await world()
        let calls = 0
        w.dispatcher.handle(
          { kind: 'flaky', run: async () => void (++calls === 1 && fail('policy')) },
          { kind: 'never', run: async () => void fail('never') },
        )
        w.dispatcher.start()
        const never = await w.enqueue({ kind: 'never', payload: {} })
        await w.settled(never)
        expect(await w.job(never)).toMatchObject({ status: 'failed', attempt: 1, error: 'There is no skill called “x”.' })
        const flaky = await w.enqueue({ kind: 'flaky', payload: {} })
        await expect.poll(async () => (await w.job(flaky)).error).toBe('There is no skill called “x”.')
        w.clock.advance(60_000)
        await w.enqueue({ kind: 'flaky', payload: {} })
        await w.settled(flaky)
        expect(await w.job(flaky)).toMatchObject({ status: 'done', attempt: 2 })
        await w.close()
      })

      test('a queued job can be cancelled, and a running one hears of it', async () => {
        const w = await world()
        let begun: () => void = () => {}
        const running = new Promise<void>(resolve => (begun = resolve))
        w.dispatcher.handle({
          kind: 'long',
          run: (ctx, _, job) =>
            job.progress({ done: 1, total: 10, note: 'reading' }).then(
              () =>
                new Promise<void>((_, reject) => {
                  ctx.signal.addEventListener('abort', () => reject(new Error('stopped')))
                  begun()
                }),
            ),
        })
        w.dispatcher.start()
        const queued = await w.enqueue({ kind: 'long', payload: {}, key: 'later', runAt: '2026-12-01T00:00:00.000Z' })
        const id = await w.enqueue({ kind: 'long', payload: {}, key: 'now' })
        await running
        expect(JSON.parse((await w.job(id)).progress ?? '')).toEqual({ done: 1, total: 10, note: 'reading' })
        expect(await w.storage.unitOfWork.writing(w.base, tx => w.dispatcher.cancel(tx, 'later'))).toBe(true)
        expect(await w.storage.unitOfWork.writing(w.base, tx => w.dispatcher.cancel(tx, 'now'))).toBe(true)
        await w.settled(id)
        expect([(await w.job(queued)).status, (await w.job(id)).status]).toEqual(['cancelled', 'cancelled'])
        await w.close()
      })

      test('a job that outlives the stop is queued again, not failed', async () => {
        const w = await world()
        let begun: () => void = () => {}
        const running = new Promise<void>(resolve => (begun = resolve))
        w.dispatcher.handle({
          kind: 'long',
          run: ctx =>
            new Promise<void>((_, reject) => {
              ctx.signal.addEventListener('abort', () => reject(kernelErrors.cancelled({ skill: 'x' })))
              begun()
            }),
        })
        w.dispatcher.start()
        const id = await w.enqueue({ kind: 'long', payload: {} })
        await running
        await w.dispatcher.stop(1)
        expect(await w.job(id)).toMatchObject({ status: 'queued', attempt: 0 })
        await w.storage.close()
      })

      test('a job that ends its process every time is given up', async () => {
        const w = await world()
        const id = await w.enqueue({ kind: 'deadly', payload: {} })
        await w.storage.unitOfWork.writing(w.base, tx =>
          store
            .update(tx, 'job')
            .set({ status: 'running', attempt: 2, lease_owner: 'dead', lease_until: '2026-11-24T08:00:00.000Z' })
            .execute(),
        )
        let runs = 0
        w.dispatcher.handle({ kind: 'deadly', attempts: 2, run: async () => void runs++ })
        w.dispatcher.start()
        await w.settled(id)
        expect([(await w.job(id)).status, runs]).toEqual(['failed', 0])
        await w.close()
      })

      test('the job of a worker that died is taken over when its lease has ended', async () => {
        const w = await world()
        const id = await w.enqueue({ kind: 'a', payload: {} })
        await w.storage.unitOfWork.writing(w.base, tx =>
          store
            .update(tx, 'job')
            .set({ status: 'running', attempt: 1, lease_owner: 'dead', lease_until: '2026-11-24T09:00:30.000Z' })
            .execute(),
        )
        w.dispatcher.handle({ kind: 'a', run: async () => {} })
        w.dispatcher.start()
        await w.settled(await w.enqueue({ kind: 'a', payload: {} }))
        expect((await w.job(id)).status).toBe('running')
        w.clock.advance(31_000)
        await w.settled(await w.enqueue({ kind: 'a', payload: {} }))
        await w.settled(id)
        expect(await w.job(id)).toMatchObject({ status: 'done', attempt: 2 })
        await w.close()
      })
    })
}

function fail(retry: 'policy' | 'never'): never {
  throw kernelErrors.unknown_skill({ skill: 'x' }, { retry })
}
