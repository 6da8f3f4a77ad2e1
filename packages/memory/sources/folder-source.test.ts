import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { dialects, type TestDialect, testContext } from '@atom/storage/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { syncJob } from '../ingest/sync-job.ts'
import { memoryMigrations } from '../migrations/index.ts'
import { store } from '../store.ts'
import { folderSource, mountOf } from './folder-source.ts'
import { insertSource } from './source-record.ts'

/** Folders and files that cannot be read for now: a test may run as somebody who may read everything. */
const locked = vi.hoisted(() => new Set<string>())
vi.mock('node:fs/promises', async original => {
  const real = await original<typeof import('node:fs/promises')>()
  const unlessLocked =
    <Rest extends unknown[], Found>(read: (path: string, ...rest: Rest) => Promise<Found>) =>
    (path: string, ...rest: Rest) =>
      locked.has(path) ? Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' })) : read(path, ...rest)
  return { ...real, readdir: unlessLocked(real.readdir as never), readFile: unlessLocked(real.readFile as never) }
})

describe('a folder', () => {
  let folder: string
  let mount: string | undefined
  let storage: Storage
  let ctx: Context
  let id: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atom-folder-'))
    mount = undefined
    mkdirSync(join(folder, 'sub'))
    for (const name of ['a.txt', 'sub/b.txt', 'sub/c.txt']) writeFileSync(join(folder, name), '')
    storage = await (dialects[0] as TestDialect).open([memoryMigrations])
    ctx = testContext(storage)
    const source = { kind: 'folder', name: 'Folder', config: { path: folder, ignore: [] }, principals: [] }
    id = await storage.unitOfWork.writing(ctx, tx => insertSource(tx, source))
    await sync()
    expect(await known()).toEqual(['a.txt', 'sub/b.txt', 'sub/c.txt'])
  })
  afterEach(async () => {
    locked.clear()
    await storage.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const sync = async () => {
    const kind = folderSource(async () => true)
    const open = (config: Record<string, unknown>) => kind.open(mount === undefined ? config : { ...config, mount })
    const kinds = new Map([['folder', { ...kind, open }]])
    await syncJob({ on: true, unitOfWork: storage.unitOfWork, kinds }).run(ctx, { source: id }, {} as never)
  }
  const known = async () => {
    const rows = await store.from(ctx, 'memory_document').select('external_id').orderBy('external_id').execute()
    return rows.map(row => row.external_id)
  }
  const source = async () => {
    const { status, error_message } = await store.from(ctx, 'memory_source').selectAll('memory_source').executeTakeFirstOrThrow()
    return { status, error_message }
  }
  const failedFor = async (problem: string) => {
    await expect(sync()).rejects.toMatchObject({ code: 'memory.bad_source', message: problem })
    expect(await source()).toEqual({ status: 'failed', error_message: problem })
    expect(await known()).toEqual(['a.txt', 'sub/b.txt', 'sub/c.txt'])
  }

  test('of which a part cannot be read keeps what is known of it, says so, and follows its deletions when it can', async () => {
    locked.add(join(folder, 'sub'))
    rmSync(join(folder, 'a.txt'))
    await sync()
    expect(await known()).toEqual(['sub', 'sub/b.txt', 'sub/c.txt'])
    const failed = await store.from(ctx, 'memory_document').selectAll('memory_document').where('external_id', '=', 'sub').execute()
    expect(failed).toMatchObject([{ status: 'failed', error_message: 'ATOM may not read it (EACCES).' }])
    locked.clear()
    rmSync(join(folder, 'sub/b.txt'))
    await sync()
    expect(await known()).toEqual(['sub/c.txt'])
  })

  test('whose rules of what to leave out cannot be read is not read without them', async () => {
    writeFileSync(join(folder, 'sub/.gitignore'), 'secret.txt\n')
    writeFileSync(join(folder, 'sub/secret.txt'), '')
    locked.add(join(folder, 'sub/.gitignore'))
    await sync()
    expect(await known()).toEqual(['a.txt', 'sub', 'sub/b.txt', 'sub/c.txt'])
  })

  test('that cannot be read at all keeps everything and says why', async () => {
    locked.add(folder)
    await failedFor(`The folder ${folder} cannot be read: ATOM may not read it.`)
    locked.clear()
    rmSync(folder, { recursive: true })
    await failedFor(`The folder ${folder} cannot be read: there is no such folder.`)
  })

  test('whose disk is not mounted any more keeps everything, though its mount point is there and empty', async () => {
    mount = folder
    rmSync(join(folder, 'a.txt'))
    rmSync(join(folder, 'sub'), { recursive: true })
    await failedFor(
      `The folder ${folder} cannot be read: what was mounted at ${folder} is not there. Mount it again, or delete this source if it is gone for good.`,
    )
  })

  test('that was emptied is empty here too', async () => {
    mount = await mountOf(folder)
    rmSync(join(folder, 'a.txt'))
    rmSync(join(folder, 'sub'), { recursive: true })
    await sync()
    expect(await known()).toEqual([])
  })
})

test('where a folder is mounted', async () => {
  expect(await mountOf('/')).toBe('/')
  if (process.platform === 'linux') expect(await mountOf('/proc/sys/kernel')).toBe('/proc')
})
