import { mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@atom/kernel'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStorage, storageMigrations, tablesOf } from '../index.ts'
import { testContext } from '../testing.ts'

const store = tablesOf<{ thing: { workspace_id: string; id: string; name: string } }>()
const thing = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows no types of today
  up: (db: Kysely<any>) =>
    db.schema
      .createTable('thing')
      .addColumn('workspace_id', 'text', c => c.notNull())
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('name', 'text', c => c.notNull())
      .execute(),
}

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dataDir, { recursive: true, force: true })
})
const file = () => join(dataDir, 'atom.sqlite')
const open = (more = {}) => openStorage({ dataDir, migrations: { ...storageMigrations, ...more } })

describe('a disk that is full', () => {
  test('refuses writes in a sentence while reads go on, says so when asked, and takes writes again; nothing acknowledged is lost', async () => {
    const storage = await open({ '20260101T0000-thing': { up: async (db: Kysely<never>) => void (await thing.up(db)) } })
    const ctx = testContext(storage)
    const acknowledged: string[] = []
    const write = async (name: string) => {
      await storage.unitOfWork.writing(ctx, tx => store.insert(tx, 'thing', { id: newId(), name }).execute())
      acknowledged.push(name)
    }
    const kept = async () =>
      (await store.from(storage.unitOfWork.reading(ctx), 'thing').select('name').execute()).map(row => row.name).sort()
    await storage.ping()
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(storage.kysely)
    await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 5}`).execute(storage.kysely)

    const name = (n: number) => `${String(n).padStart(3, '0')} ${'x'.repeat(1000)}`
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => write(name(n))))
    const refused = outcomes.filter(outcome => outcome.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(acknowledged.length).toBeGreaterThan(0)
    for (const { reason } of refused)
      expect(reason).toMatchObject({
        code: 'storage.full',
        status: 507,
        message: 'The disk is full, so nothing was saved. Free some space and try again.',
      })
    expect(await kept()).toEqual([...acknowledged].sort())
    await expect(storage.ping()).rejects.toMatchObject({ code: 'storage.full' })

    const now = performance.now()
    const clock = vi.spyOn(performance, 'now')
    clock.mockReturnValue(now + 10_000)
    await expect(storage.ping()).rejects.toMatchObject({ code: 'storage.full' })
    await sql.raw('pragma max_page_count = 100000').execute(storage.kysely)
    clock.mockReturnValue(now + 20_000)
    await storage.ping()
    await write('after')
    expect(await kept()).toEqual([...acknowledged].sort())
    await storage.close()
  })

  test('a migration that fails names a copy only where one was made', async () => {
    await (await open()).close()
    const failing = { up: async () => Promise.reject(new Error('No room for it.')) }
    const first = mkdtempSync(join(tmpdir(), 'atom-test-'))
    await expect(openStorage({ dataDir: first, migrations: { '20260101T0000-failing': failing } })).rejects.toMatchObject({
      code: 'storage.migration_failed',
      message: 'The database could not be brought to this version: No room for it. It is as it was before.',
    })
    rmSync(first, { recursive: true, force: true })
    const later = open({ '20990101T0000-failing': failing })
    await expect(later).rejects.toThrow(/No room for it\. It is as it was before\. A copy from before is in .*backups\/atom-.*\.sqlite\.$/)
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1)
  })
})

describe('a damaged file', () => {
  test('that is no database at all is told with what to do', async () => {
    writeFileSync(file(), 'x'.repeat(8192))
    await expect(open()).rejects.toMatchObject({
      code: 'storage.damaged',
      message: `The database ${file()} is damaged: file is not a database. Stop ATOM, keep that file and those beside it named like it, and put your own copy in its place.`,
    })
  })

  test('with a page overwritten names the newest backup', async () => {
    await (await open()).close()
    mkdirSync(join(dataDir, 'backups'), { recursive: true })
    writeFileSync(join(dataDir, 'backups', 'atom-2026-11-24T10-00-00-000Z.sqlite'), '')
    const handle = openSync(file(), 'r+')
    const { size } = statSync(file())
    for (let at = 100; at < size; at += 1000) writeSync(handle, Buffer.alloc(900, 0xaa), 0, 900, at)
    await expect(open()).rejects.toThrow(
      /^The database .*atom\.sqlite is damaged: .*put your own copy, or atom-2026-11-24T10-00-00-000Z\.sqlite from .*backups, in its place\.$/,
    )
  })
})

test('room that went free is given back to the disk in small steps', async () => {
  const storage = await open({ '20260101T0000-thing': { up: async (db: Kysely<never>) => void (await thing.up(db)) } })
  const ctx = testContext(storage)
  await storage.unitOfWork.writing(ctx, async tx => {
    for (let n = 0; n < 300; n++) await store.insert(tx, 'thing', { id: newId(), name: 'x'.repeat(10_000) }).execute()
  })
  const pages = async () => (await sql<{ page_count: number }>`pragma page_count`.execute(storage.kysely)).rows[0]?.page_count as number
  const full = await pages()
  await storage.unitOfWork.writing(ctx, tx => store.remove(tx, 'thing').execute())
  expect(await pages()).toBe(full)
  expect(await storage.reclaim()).toBe(true)
  expect(await pages()).toBeGreaterThanOrEqual(full - 257)
  while (await storage.reclaim());
  expect(await pages()).toBeLessThan(full / 5)
  expect(statSync(file()).size).toBe((await pages()) * 4096)
  await storage.close()
})
