import { join } from 'node:path'
import { dialects } from '@atom/storage/testing'
import { visibleTo } from '../../packages/memory/documents/visible.ts'
import { MemoryProcess } from '../../packages/memory/process/memory-process.ts'
import { carriedAlone, installation } from '../../packages/memory/testing/installation.ts'
import type { MaterialFile } from './material.ts'

const sqlite = dialects[0]
if (!sqlite) throw new Error('there is always SQLite')

export const carriedSpace = { ...(await carriedAlone.chosen(undefined as never)), generation: 0 }

/** An installation that has read these files, and what a search in it needs. */
export async function worldOf(files: readonly MaterialFile[]) {
  const byName = new Map(files.map(file => [file.name, file]))
  const items = files.map(({ name, at }) => ({
    id: name,
    title: name,
    version: '1',
    uri: `file:${name}`,
    ...(at === undefined ? {} : { updatedAt: at }),
  }))
  const world = await installation(sqlite as NonNullable<typeof sqlite>, undefined, {
    open: () => ({
      id: 'material',
      list: async function* () {
        yield { items, failures: [], checkpoint: '' }
      },
      fetch: async (_, id) => {
        const { content, mediaType } = byName.get(id) as MaterialFile
        return { content: new TextEncoder().encode(content), mediaType }
      },
    }),
  })
  await world.sync()
  const held = new MemoryProcess({ folder: join(world.dataDir, 'memory'), modelsDir: undefined })
  return {
    ctx: world.ctx,
    deps: {
      index: held.index(world.ctx.workspaceId, carriedSpace),
      embed: (texts: string[]) => held.embed(carriedSpace.id, texts, 'query'),
      visible: await visibleTo(world.ctx),
    },
    close: async () => {
      await held.close()
      await world.close()
    },
  }
}
