import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dialects } from '@atom/storage/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { FileStore } from '../files/file-store.ts'
import { MemoryProcess } from '../process/memory-process.ts'
import { store } from '../store.ts'
import { carriedAlone, installation, ShelfSource } from '../testing/installation.ts'
import { patience } from '../testing/patience.ts'
import { tidyJob } from './tidy-job.ts'

describe.each(dialects)('tidying on $name', patience, dialect => {
  let world: Awaited<ReturnType<typeof installation>>
  afterEach(() => world.close())

  test('removes what no document has, and leaves the rest', async () => {
    const shelf = new ShelfSource()
    shelf.put('a', 'The meeting is on Monday.')
    shelf.put('b', 'The printer is broken.')
    shelf.put('c', 'The cat sleeps.')
    shelf.put('d', 'The dog barks.')
    world = await installation(dialect, shelf)
    await world.sync()
    // Two processes must not write one table.
    await world.memory.close()
    const { ctx, dataDir, storage } = world
    const rows = await store.from(ctx, 'memory_document').select(['id', 'version']).orderBy('external_id').execute()
    const [a, b, c, d] = rows.map(row => row.id) as [string, string, string, string]
    await storage.unitOfWork.writing(ctx, async tx => {
      // As a crash between the rows and the index would leave them; the last one is being read again.
      await store.remove(tx, 'memory_document').where('id', '=', a).execute()
      await store.update(tx, 'memory_document').set({ version: 'another' }).where('id', '=', b).execute()
      await store.update(tx, 'memory_document').set({ version: 'another', status: 'queued' }).where('id', '=', d).execute()
    })
    const folder = join(dataDir, 'files', ctx.workspaceId, 'ab')
    mkdirSync(folder, { recursive: true })
    const [old, fresh] = [join(folder, 'abold'), join(folder, 'abfresh')]
    for (const file of [old, fresh]) writeFileSync(file, 'nobody names it')
    utimesSync(old, new Date(Date.now() - 7_200_000), new Date(Date.now() - 7_200_000))

    const index = new MemoryProcess({ folder: join(dataDir, 'memory'), modelsDir: undefined })
    const space = { ...(await carriedAlone.chosen(ctx)), generation: 0 }
    const tidy = tidyJob({
      on: true,
      unitOfWork: storage.unitOfWork,
      files: new FileStore(join(dataDir, 'files')),
      indexOf: async of => index.index(of.workspaceId, space),
    })
    await tidy.run(ctx, {}, { id: '1', attempt: 1, progress: async () => {} })
    const left = await index.index(ctx.workspaceId, space).versions()
    await index.close()
    expect(left.map(({ document }) => document).sort()).toEqual([c, d].sort())
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  })
})
