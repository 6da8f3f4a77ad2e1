import { dialects, type TestDialect, testContext } from '@atom/storage/testing'
import { Pool, type QueryConfig } from 'pg'
import { describe, expect, test } from 'vitest'
import { jobMigrations, openGraphile } from '../index.ts'
import { Queue } from './queue.ts'
import { SteadyPool } from './steady-pool.ts'

const taking = {
  name: 'get_job/graphile_worker',
  text: `update graphile_worker._private_jobs set attempts = attempts + 1, locked_by = 'us', locked_at = now()
    where id = (select min(id) from graphile_worker._private_jobs where locked_by is null) returning id::text`,
}
const completing = (ids: string[]) => ({ name: 'complete_jobs/graphile_worker', text: '', values: [ids] })

/** Two jobs in the queue, and the pool of the worker `us`, whose connections break as often as `breaks` says, after a statement was done or before. */
async function world(dialect: TestDialect) {
  const storage = await dialect.open([jobMigrations])
  const base = testContext(storage)
  const { unitOfWork } = storage
  const databaseUrl = storage.databaseUrl as string
  const dispatcher = await openGraphile({ databaseUrl, unitOfWork, log: base.log, contextFor: () => base })
  const ids: string[] = []
  for (let n = 0; n < 2; n++) ids.push(await unitOfWork.writing(base, tx => dispatcher.enqueue(tx, { kind: 'a', payload: {} })))
  const db = new Pool({ connectionString: databaseUrl })
  // The database goes with the test, at times before its connections.
  db.on('connect', client => client.on('error', () => {}))
  const breaks = { before: 0, after: 0 }
  const broken = new Error('Connection terminated unexpectedly')
  const breaking = Object.create(db, {
    query: {
      value: async (...asked: [QueryConfig]) => {
        if (breaks.before-- > 0) throw broken
        const answer = await db.query(...asked)
        if (breaks.after-- > 0) throw broken
        return answer
      },
    },
  })
  const steady = new SteadyPool({ db: breaking, queue: new Queue(breaking), log: base.log, signal: base.signal })
  steady.ownedBy('us')
  return {
    ids: ids as [string, string],
    breaks,
    steady,
    db,
    ask: async (statement: QueryConfig) => (await steady.connections.connect()).query(statement),
    find: (id: string) => dispatcher.find(base, id),
    async close() {
      await db.end()
      await dispatcher.stop(0)
      await storage.close()
    },
  }
}

for (const dialect of dialects.filter(({ name }) => name === 'postgres'))
  describe('PostgreSQL as graphile-worker’s workers see it', () => {
    test('a job that was taken without an answer is free again; one that was taken with one is not', async () => {
      const w = await world(dialect)
      const [first, second] = w.ids
      expect((await w.ask(taking)).rows).toEqual([{ id: first }])
      w.steady.hold(first)
      w.breaks.after = 1
      await expect(w.ask(taking)).rejects.toThrow('PostgreSQL did not say which job is next.')
      await expect.poll(() => w.find(second)).toMatchObject({ status: 'queued', attempt: 0 })
      expect(await w.find(first)).toMatchObject({ status: 'running', attempt: 1 })
      await w.close()
    })

    test('that jobs were done is told until it is heard, and removes none that another worker has taken over', async () => {
      const w = await world(dialect)
      for (const id of w.ids) {
        await w.ask(taking)
        w.steady.hold(id)
      }
      await w.db.query('update graphile_worker._private_jobs set locked_by = $1 where id = $2', ['them', w.ids[1]])
      w.breaks.before = 2
      await w.ask(completing(w.ids))
      expect(w.breaks.before).toBeLessThan(0)
      expect([await w.find(w.ids[0]), await w.find(w.ids[1])]).toMatchObject([undefined, { status: 'running' }])
      await w.close()
    })

    test('a job that goes on otherwise than done is left as it is', async () => {
      const w = await world(dialect)
      await w.ask(taking)
      w.steady.hold(w.ids[0])
      w.steady.let(w.ids[0])
      await w.ask(completing([w.ids[0]]))
      expect(await w.find(w.ids[0])).toMatchObject({ status: 'running' })
      await w.close()
    })
  })
