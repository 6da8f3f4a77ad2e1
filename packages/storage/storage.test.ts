import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { newId } from '@atom/kernel'
import { CompiledQuery, type Kysely, sql } from 'kysely'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { afterCommit, openStorage, paginate, runBatch, type Storage, storageMigrations, tablesOf, whenOver } from './index.ts'
import { assertDurable, openWriter } from './sqlite/open.ts'
import { dialects, testContext } from './testing.ts'

interface ThingTable {
  workspace_id: string
  id: string
  name: string
  rank: number
}
const store = tablesOf<{ thing: ThingTable }>()
const thing = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows no types of today
  up: async (db: Kysely<any>) => {
    await db.schema
      .createTable('thing')
      .addColumn('workspace_id', 'text', c => c.notNull())
      .addColumn('id', 'text', c => c.notNull())
      .addColumn('name', 'text', c => c.notNull())
      .addColumn('rank', 'integer', c => c.notNull())
      .addPrimaryKeyConstraint('thing_pk', ['workspace_id', 'id'])
      .execute()
  },
}
const names = async (storage: Storage, ctx: ReturnType<typeof testContext>) =>
  (await store.from(storage.unitOfWork.reading(ctx), 'thing').select('name').orderBy('name').execute()).map(row => row.name)

for (const dialect of dialects)
  describe(`storage on ${dialect.name}`, () => {
    const open = () => dialect.open([{ '20260101T0000-thing': thing }])
    const row = (name: string, rank = 1) => ({ id: newId(), name, rank })

    test('what a transaction wrote is there after it, and not after one that failed', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const told: string[] = []
      await storage.unitOfWork.writing(ctx, async tx => {
        await store.insert(tx, 'thing', row('kept')).execute()
        afterCommit(tx, () => told.push('kept'))
        whenOver(tx, () => told.push('over'))
      })
      const failed = storage.unitOfWork.writing(ctx, async tx => {
        await store.insert(tx, 'thing', row('lost')).execute()
        afterCommit(tx, () => told.push('lost'))
        whenOver(tx, () => told.push('over, and lost'))
        throw new Error('no')
      })
      await expect(failed).rejects.toThrow('no')
      expect(await names(storage, ctx)).toEqual(['kept'])
      expect(told).toEqual(['over', 'kept', 'over, and lost'])
      await storage.close()
    })

    test('a batch is written whole, and not at all when a statement meets fewer rows than it expects', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const insert = (name: string) => ({
        sql: 'insert into thing (workspace_id, id, name, rank) values (?, ?, ?, ?)',
        parameters: [ctx.workspaceId, newId(), name, 1],
      })
      const rename = (from: string, to: string) => ({
        sql: 'update thing set name = ? where workspace_id = ? and name = ? returning rank',
        parameters: [to, ctx.workspaceId, from],
        expect: 1,
      })
      expect(await storage.batch([insert('a'), rename('a', 'b')])).toEqual([[], [{ rank: 1 }]])
      await expect(storage.batch([insert('c'), rename('nobody', 'd')])).rejects.toMatchObject({ code: 'storage.overtaken' })
      expect(await names(storage, ctx)).toEqual(['b'])
      await storage.unitOfWork.writing(ctx, tx => runBatch(tx, [insert('e'), rename('b', 'f')]))
      expect(await names(storage, ctx)).toEqual(['e', 'f'])
      await storage.close()
    })

    test('a nested part that fails and is caught takes back only its own writes', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      await storage.unitOfWork.writing(ctx, async tx => {
        await store.insert(tx, 'thing', row('outer')).execute()
        await storage.unitOfWork
          .writing(tx, async inner => {
            await store.insert(inner, 'thing', row('inner')).execute()
            throw new Error('no')
          })
          .catch(() => {})
      })
      expect(await names(storage, ctx)).toEqual(['outer'])
      await storage.close()
    })

    test('a failing writer among fifty concurrent ones loses its own row and nobody else’s', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const all = Array.from({ length: 50 }, (_, i) =>
        storage.unitOfWork.writing(ctx, async tx => {
          await store.insert(tx, 'thing', row(`n${String(i).padStart(2, '0')}`)).execute()
          if (i === 20) throw new Error('no')
        }),
      )
      const failed = (await Promise.allSettled(all)).filter(r => r.status === 'rejected')
      expect(failed).toHaveLength(1)
      expect(await names(storage, ctx)).toHaveLength(49)
      await storage.close()
    })

    test('of batches and writers at once those that fail lose their own rows and nobody else’s', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const name = (i: number) => `n${String(i).padStart(2, '0')}`
      const batch = (i: number) => {
        const insert = {
          sql: 'insert into thing (workspace_id, id, name, rank) values (?, ?, ?, ?)',
          parameters: [ctx.workspaceId, newId(), name(i), i],
        }
        const touch = { sql: 'update thing set rank = rank where name = ? returning rank', parameters: [i % 7 === 3 ? 'nobody' : name(i)] }
        return storage.batch([insert, { ...touch, expect: 1 }])
      }
      const write = (i: number) =>
        storage.unitOfWork.writing(ctx, async tx => {
          await store.insert(tx, 'thing', row(name(i), i)).execute()
          if (i === 40) throw new Error('no')
          return [[], [{ rank: i }]]
        })
      const all = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => (i % 20 === 0 ? write(i) : batch(i))))
      const fails = (i: number) => i === 40 || (i % 20 !== 0 && i % 7 === 3)
      const kept = all.flatMap((_, i) => (fails(i) ? [] : [i]))
      expect(all.map(({ status }) => status)).toEqual(all.map((_, i) => (fails(i) ? 'rejected' : 'fulfilled')))
      expect(all.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))).toEqual(kept.map(i => [[], [{ rank: i }]]))
      expect(await names(storage, ctx)).toEqual(kept.map(name))
      await storage.close()
    })

    test('of thirty that read and then change the same row at once none loses its change', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const counter = row('counter', 0)
      await storage.unitOfWork.writing(ctx, tx => store.insert(tx, 'thing', counter).execute())
      const told: number[] = []
      const add = () =>
        storage.unitOfWork.writing(ctx, async tx => {
          const { rank } = await store.from(tx, 'thing').select('rank').where('id', '=', counter.id).executeTakeFirstOrThrow()
          await store
            .update(tx, 'thing')
            .set({ rank: rank + 1 })
            .where('id', '=', counter.id)
            .execute()
          afterCommit(tx, () => told.push(rank))
        })
      await Promise.all(Array.from({ length: 30 }, add))
      const { rank } = await store.from(storage.unitOfWork.reading(ctx), 'thing').select('rank').executeTakeFirstOrThrow()
      expect([rank, told.length]).toEqual([30, 30])
      await storage.close()
    })

    test('an insert that fails fails its transaction with its own reason, however many statements follow it', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const same = row('same')
      const failed = storage.unitOfWork.writing(ctx, async tx => {
        await store.insert(tx, 'thing', same).execute()
        await store.insert(tx, 'thing', same).execute()
        await store.insert(tx, 'thing', row('after')).execute()
      })
      await expect(failed).rejects.toThrow(/unique/i)
      expect(await names(storage, ctx)).toEqual([])
      await storage.close()
    })

    test('a nested part whose insert fails is taken back, and what comes after it is kept', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const same = row('same')
      await storage.unitOfWork.writing(ctx, async tx => {
        await store.insert(tx, 'thing', same).execute()
        const part = storage.unitOfWork.writing(tx, async inner => {
          await store.insert(inner, 'thing', row('inner')).execute()
          await store.insert(inner, 'thing', same).execute()
        })
        await expect(part).rejects.toThrow(/unique/i)
        await store.insert(tx, 'thing', row('after')).execute()
      })
      expect(await names(storage, ctx)).toEqual(['after', 'same'])
      await storage.close()
    })

    test('a thousand inserts of one transaction are all there', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      await storage.unitOfWork.writing(ctx, async tx => {
        for (let i = 0; i < 1000; i++) {
          const { numInsertedOrUpdatedRows } = await store.insert(tx, 'thing', [row('a'), row('b')]).executeTakeFirst()
          expect(numInsertedOrUpdatedRows).toBe(2n)
        }
      })
      expect(await names(storage, ctx)).toHaveLength(2000)
      await storage.close()
    })

    test('a query that comes after its transaction is refused', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const late = await storage.unitOfWork.writing(ctx, async tx => () => store.insert(tx, 'thing', row('late')).execute())
      await expect(late()).rejects.toMatchObject({ code: 'storage.outside_transaction' })
      expect(await names(storage, ctx)).toEqual([])
      await storage.close()
    })

    test('every query asks whether there is time left', async () => {
      let asked = 0
      const storage = await open()
      const ctx = { ...testContext(storage), checkTime: () => void asked++ }
      await storage.unitOfWork.writing(ctx, async tx => {
        await store.insert(tx, 'thing', row('timed')).execute()
        await store.update(tx, 'thing').set({ rank: 2 }).execute()
        await store.from(tx, 'thing').selectAll().execute()
        await store.db(tx).selectFrom('thing').selectAll().execute()
        await store.remove(tx, 'thing').execute()
      })
      expect(asked).toBe(5)
      await storage.close()
    })

    test('a revision stays while nothing is committed, and no commit leaves it as it was', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      const writes = [
        () => storage.unitOfWork.writing(ctx, tx => store.insert(tx, 'thing', row('by the unit of work')).execute()),
        () =>
          storage.kysely
            .insertInto('thing')
            .values({ ...row('alone'), workspace_id: 'w' })
            .execute(),
        () => storage.kysely.transaction().execute(trx => trx.deleteFrom('thing').where('name', '=', 'alone').execute()),
        () => storage.batch([{ sql: 'update thing set rank = ?', parameters: [2] }]),
      ]
      const seen = new Set<string>()
      for (const write of writes) {
        const before = await storage.revision()
        await names(storage, ctx)
        expect(await storage.revision()).toBe(before)
        await write()
        seen.add(before)
        expect(seen).not.toContain(await storage.revision())
      }
      await storage.close()
    })

    test('another workspace sees, changes and removes nothing', async () => {
      const storage = await open()
      const [mine, theirs] = [testContext(storage), testContext(storage)]
      await storage.unitOfWork.writing(mine, tx => store.insert(tx, 'thing', row('mine')).execute())
      await storage.unitOfWork.writing(theirs, async tx => {
        await store.update(tx, 'thing').set({ name: 'stolen' }).execute()
        await store.remove(tx, 'thing').execute()
      })
      expect(await names(storage, theirs)).toEqual([])
      expect(await names(storage, mine)).toEqual(['mine'])
      await storage.close()
    })

    test('a reading context refuses to write and to open a transaction', async () => {
      const storage = await open()
      const reading = storage.unitOfWork.reading(testContext(storage))
      await expect(store.insert(reading, 'thing', row('x')).execute()).rejects.toMatchObject({ code: 'kernel.read_only' })
      await expect(storage.unitOfWork.writing(reading, async () => {})).rejects.toMatchObject({ code: 'kernel.read_only' })
      await storage.close()
    })

    const texts = [
      'delete from thing',
      'with gone as (select 1) delete from thing',
      'explain analyze delete from thing',
      'with gone as (delete from thing returning id) select id from gone',
      'select id into other from thing',
      'insert into thing select * from thing',
      'update thing set rank = 7 returning rank',
      'create table other (id text)',
      'set default_transaction_read_only = off',
      'set transaction read write',
      'pragma query_only = off',
      'begin',
      'commit',
      'rollback',
      'rollback to savepoint part_0',
      '-- select\ndelete from thing',
      '/* select */ delete from thing',
    ]
    /** What one database does not understand is an error there too, and nothing is done. `explain analyze` is none to SQLite. */
    const attempts = (ctx: ReturnType<typeof testContext>, text: string) => {
      const db = store.db(ctx)
      return [
        () => sql.raw(text).execute(db),
        () => db.executeQuery(CompiledQuery.raw(text)),
        () => runBatch(ctx, [{ sql: text, parameters: [] }]),
      ]
    }

    test('who reads can say nothing that writes, in a transaction or outside of one, and the transaction goes on', async () => {
      const storage = await open()
      const { reading, writing } = storage.unitOfWork
      const ctx = testContext(storage)
      await writing(ctx, tx => store.insert(tx, 'thing', row('kept')).execute())
      const tryAll = async (reader: ReturnType<typeof testContext>) => {
        for (const text of texts) for (const attempt of attempts(reader, text)) await expect(attempt(), text).rejects.toBeInstanceOf(Error)
        const query = store
          .db(reader)
          .with('gone', db => db.deleteFrom('thing').returning('id'))
          .selectFrom('gone')
          .select('id')
        await expect(query.execute()).rejects.toBeInstanceOf(Error)
        expect((await sql<{ name: string }>`select name from thing`.execute(store.db(reader))).rows).toEqual([{ name: 'kept' }])
        expect((await sql<{ name: string }>`with a as (select name from thing) select name from a`.execute(store.db(reader))).rows).toEqual(
          [{ name: 'kept' }],
        )
      }
      await tryAll(reading(ctx))
      await tryAll(ctx)
      await writing(ctx, async tx => {
        await tryAll(reading(tx))
        await writing(tx, inner => tryAll(reading(inner)))
        await store.update(tx, 'thing').set({ rank: 2 }).execute()
        await sql`with a as (select 3 as rank) update thing set rank = (select rank from a)`.execute(store.db(tx))
      })
      expect(await store.from(reading(ctx), 'thing').select(['name', 'rank']).execute()).toEqual([{ name: 'kept', rank: 3 }])
      await storage.close()
    })

    test('what writes is told so', async () => {
      const storage = await open()
      const { reading, writing } = storage.unitOfWork
      const ctx = testContext(storage)
      const told = { code: 'kernel.read_only' }
      const text =
        dialect.name === 'sqlite' ? 'with a as (select 1) delete from thing' : 'with a as (delete from thing returning 1) select 1'
      await expect(sql.raw(text).execute(store.db(reading(ctx)))).rejects.toMatchObject(told)
      await writing(ctx, tx => expect(sql.raw(text).execute(store.db(reading(tx)))).rejects.toMatchObject(told))
      await storage.close()
    })

    test('pages follow each other without gap or repeat, also with equal sort values', async () => {
      const storage = await open()
      const ctx = testContext(storage)
      await storage.unitOfWork.writing(ctx, tx =>
        store
          .insert(
            tx,
            'thing',
            Array.from({ length: 25 }, (_, i) => row(`n${i}`, i % 3)),
          )
          .execute(),
      )
      const seen: string[] = []
      let cursor: string | null | undefined
      do {
        const page = await paginate(store.from(storage.unitOfWork.reading(ctx), 'thing').selectAll('thing'), { limit: 10, cursor }, [
          { column: 'rank', order: 'desc' },
          { column: 'id', order: 'asc' },
        ])
        seen.push(...page.items.map(item => item.id as unknown as string))
        cursor = page.nextCursor
      } while (cursor)
      expect(new Set(seen).size).toBe(25)
      await expect(
        paginate(store.from(ctx, 'thing').selectAll('thing'), { cursor: 'nonsense' }, [{ column: 'id', order: 'asc' }]),
      ).rejects.toMatchObject({ code: 'storage.bad_cursor' })
      await storage.close()
    })

    test('the vault gives back a secret, keeps it unreadable at rest and bound to its workspace', async () => {
      const storage = await open()
      const [mine, theirs] = [testContext(storage), testContext(storage)]
      const id = await storage.unitOfWork.writing(mine, tx => storage.vault.seal(tx, 'sk-123'))
      expect(await storage.vault.open(mine, id)).toBe('sk-123')
      const rows = await storage.kysely.selectFrom('secret').selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain('sk-123')
      await expect(storage.vault.open(theirs, id)).rejects.toMatchObject({ code: 'storage.secret_missing' })
      await storage.kysely.updateTable('secret').set({ workspace_id: theirs.workspaceId }).execute()
      await expect(storage.vault.open(theirs, id)).rejects.toMatchObject({ code: 'storage.secret_unreadable' })
      await storage.close()
    })

    test('a transaction of the open handle is whole or nothing, and a single write is durable', async () => {
      const storage = await open()
      await storage.kysely
        .insertInto('thing')
        .values({ ...row('single'), workspace_id: 'w' })
        .execute()
      await storage.kysely
        .transaction()
        .execute(async trx => {
          await trx
            .insertInto('thing')
            .values({ ...row('lost'), workspace_id: 'w' })
            .execute()
          throw new Error('no')
        })
        .catch(() => {})
      await storage.kysely.transaction().execute(trx =>
        trx
          .insertInto('thing')
          .values({ ...row('whole'), workspace_id: 'w' })
          .execute(),
      )
      expect(await names(storage, testContext(storage, { workspaceId: 'w' }))).toEqual(['single', 'whole'])
      await storage.close()
    })
  })

const postgres = dialects.find(({ name }) => name === 'postgres')
describe.skipIf(!postgres)('the connections to PostgreSQL', () => {
  const open = () => (postgres as (typeof dialects)[0]).open([{ '20260101T0000-thing': thing }])
  const add = (storage: Storage, ctx: ReturnType<typeof testContext>, name: string) =>
    storage.unitOfWork.writing(ctx, tx => store.insert(tx, 'thing', { id: newId(), name, rank: 1 }).execute())

  test('another program that commits changes the revision too', async () => {
    const storage = await open()
    const before = await storage.revision()
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(storage.kysely)
    const url = new URL(process.env.ATOM_TEST_POSTGRES as string)
    url.pathname = `/${rows[0]?.name}`
    const other = new Client({ connectionString: url.href })
    await other.connect()
    await other.query(`insert into thing values ('w', '1', 'theirs', 1)`)
    await other.end()
    expect(await storage.revision()).not.toBe(before)
    await storage.close()
  })

  test('one that breaks in the middle of a transaction fails it alone', async () => {
    const storage = await open()
    const ctx = testContext(storage)
    const broken = storage.unitOfWork.writing(ctx, async tx => {
      await store.insert(tx, 'thing', { id: newId(), name: 'lost', rank: 1 }).execute()
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(store.db(tx))
    })
    await expect(broken).rejects.toMatchObject({ code: 'storage.unreachable' })
    await add(storage, ctx, 'kept')
    expect(await names(storage, ctx)).toEqual(['kept'])
    await storage.close()
  })

  test('whether it is well is answered also by a server that has gone silent: not well', async () => {
    const real = new URL(process.env.ATOM_TEST_POSTGRES as string)
    const name = `t_${newId().replaceAll('-', '')}`
    const admin = new Client({ connectionString: real.href })
    await admin.connect()
    await admin.query(`create database ${name} template template0`)
    const held: Socket[] = []
    const between = createServer(near => {
      const far = connect(Number(real.port) || 5432, real.hostname)
      near.pipe(far).pipe(near)
      for (const socket of [near, far]) held.push(socket.on('error', () => {}))
    })
    await new Promise<void>(resolve => between.listen(0, '127.0.0.1', resolve))
    const url = new URL(real.href)
    url.host = `127.0.0.1:${(between.address() as AddressInfo).port}`
    url.pathname = `/${name}`
    const dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
    const storage = await openStorage({ dataDir, databaseUrl: url.href, migrations: storageMigrations })
    await storage.ping()
    for (const socket of held) socket.unpipe().pause()
    await expect(storage.ping()).rejects.toMatchObject({ code: 'storage.database_unreachable' })
    for (const socket of held) socket.destroy()
    await storage.close()
    between.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('a table may change its shape under statements that are prepared', async () => {
    const storage = await open()
    const ctx = testContext(storage)
    const read = (on: typeof ctx) => store.from(on, 'thing').selectAll('thing').execute()
    const readInTransaction = () => storage.unitOfWork.writing(ctx, read)
    await add(storage, ctx, 'kept')
    for (let i = 0; i < 10; i++) await read(storage.unitOfWork.reading(ctx))
    await sql`alter table thing add column more text`.execute(storage.kysely)
    // Each connection that holds the old statement fails once and is replaced.
    await expect(readInTransaction()).rejects.toMatchObject({ code: '0A000' })
    expect(await readInTransaction()).toMatchObject([{ name: 'kept', more: null }])
    await storage.close()
  })
})

describe('the SQLite file', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'atom-test-'))

  test('a writer is synchronous=FULL in WAL mode with incremental vacuum', () => {
    const db = openWriter(join(folder(), 'a.sqlite'))
    expect({ ...db.prepare('pragma auto_vacuum').get() }).toEqual({ auto_vacuum: 2 })
    db.exec('pragma synchronous = normal')
    expect(() => assertDurable(db)).toThrow('synchronous=FULL')
    db.close()
  })

  test('another program that commits changes the revision too', async () => {
    const dataDir = folder()
    const storage = await openStorage({ dataDir, migrations: { ...storageMigrations, '20260101T0000-thing': thing } })
    const before = await storage.revision()
    const other = new DatabaseSync(join(dataDir, 'atom.sqlite'))
    other.exec(`insert into thing values ('w', '1', 'theirs', 1)`)
    other.close()
    expect(await storage.revision()).not.toBe(before)
    await storage.close()
  })

  test('a file of a newer version is refused by name and left as it is', async () => {
    const dataDir = folder()
    await (await openStorage({ dataDir, migrations: { ...storageMigrations, '29990101T0000-future': { up: async () => {} } } })).close()
    await expect(openStorage({ dataDir, migrations: storageMigrations })).rejects.toMatchObject({ code: 'storage.newer_data' })
  })

  test('a migration that fails leaves the shape as it was', async () => {
    const dataDir = folder()
    await (await openStorage({ dataDir, migrations: storageMigrations })).close()
    const broken = {
      // biome-ignore lint/suspicious/noExplicitAny: a migration knows no types of today
      up: async (db: Kysely<any>) => {
        await db.schema.createTable('half').addColumn('id', 'text').execute()
        throw new Error('broken')
      },
    }
    await expect(openStorage({ dataDir, migrations: { ...storageMigrations, '20300101T0000-broken': broken } })).rejects.toMatchObject({
      code: 'storage.migration_failed',
    })
    const db = new DatabaseSync(join(dataDir, 'atom.sqlite'))
    expect(db.prepare("select count(*) n from sqlite_master where name = 'half'").get()?.n).toBe(0)
    db.close()
  })
})
