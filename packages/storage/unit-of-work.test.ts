import { newId } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { describe, expect, test } from 'vitest'
import { afterCommit, type Storage, tablesOf } from './index.ts'
import { dialects, testContext } from './testing.ts'

const store = tablesOf<{ thing: { workspace_id: string; id: string; name: string } }>()
const thing = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows no types of today
  up: async (db: Kysely<any>) => {
    await db.schema.createTable('thing').addColumn('workspace_id', 'text').addColumn('id', 'text').addColumn('name', 'text').execute()
  },
}
type Ctx = ReturnType<typeof testContext>
const insert = (ctx: Ctx, name: string) => store.insert(ctx, 'thing', { id: newId(), name }).execute()
const names = async (storage: Storage, ctx: Ctx) =>
  (await store.from(storage.unitOfWork.reading(ctx), 'thing').select('name').orderBy('name').execute()).map(row => row.name)

for (const dialect of dialects)
  describe(`parts of a transaction on ${dialect.name}`, () => {
    const open = () => dialect.open([{ '20260101T0000-thing': thing }])

    test('of parts begun at the same time, one that fails takes back its own writes alone', async () => {
      const storage = await open()
      const { writing } = storage.unitOfWork
      const ctx = testContext(storage)
      const told: string[] = []
      const results = await writing(ctx, tx => {
        const part = (name: string, fails: boolean) =>
          writing(tx, async inner => {
            await insert(inner, `${name} 1`)
            await writing(inner, deeper => insert(deeper, `${name} 2`))
            afterCommit(inner, () => told.push(name))
            if (fails) throw new Error(name)
          })
        return Promise.allSettled([part('a', false), part('b', true), part('c', false), part('d', true)])
      })
      expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
      expect(await names(storage, ctx)).toEqual(['a 1', 'a 2', 'c 1', 'c 2'])
      expect(told).toEqual(['a', 'c'])
      await storage.close()
    })

    test('who is told after the commit and throws makes nothing look failed; the others are told all the same', async () => {
      const storage = await open()
      const logged: object[] = []
      const base = testContext(storage)
      const ctx = { ...base, log: { ...base.log, error: (fields: object) => logged.push(fields) } }
      const told: string[] = []
      const done = await storage.unitOfWork.writing(ctx, async tx => {
        await insert(tx, 'kept')
        afterCommit(tx, () => {
          throw new Error('nobody home')
        })
        afterCommit(tx, () => told.push('second'))
        return 'done'
      })
      expect([done, told, await names(storage, ctx)]).toEqual(['done', ['second'], ['kept']])
      expect(logged).toMatchObject([{ err: { message: 'nobody home' } }])
      await storage.close()
    })
  })
