import { AtomError } from '@atom/kernel'
import { EmbedderRegistry } from '@atom/models'
import { ChunkIndex } from '../index/chunk-index.ts'
import { indexFolder } from '../index/folder.ts'
import type { CrossedError, EmbedCall, FromProcess, IndexCall, ProcessStart, ToProcess } from './protocol.ts'

const start = JSON.parse(process.argv[2] as string) as ProcessStart
const embedder = new EmbedderRegistry(start.modelsDir).get(start.embedder)
const open = new Map<string, ChunkIndex>()
const working = new Set<Promise<void>>()

const indexOf = (workspaceId: string): ChunkIndex => {
  const there = open.get(workspaceId)
  if (there) return there
  const index = new ChunkIndex({ folder: indexFolder(start.folder, workspaceId), embedder })
  open.set(workspaceId, index)
  return index
}

function perform(ask: EmbedCall | IndexCall): Promise<unknown> {
  if (ask.call === 'embed') return embedder.embed(ask.texts)
  const index = indexOf(ask.workspaceId)
  const method = index[ask.call] as (...given: unknown[]) => Promise<unknown>
  return method.apply(index, ask.arguments)
}

const crossed = (error: unknown): CrossedError => {
  const { message, stack } = error as Error
  return AtomError.is(error) ? { code: error.code, status: error.status, message } : { message, stack }
}

const answer = (message: FromProcess) => {
  if (process.connected) process.send?.(message)
}

async function leave(): Promise<never> {
  await Promise.all(working)
  await Promise.all([...open.values()].map(index => index.close()))
  await embedder.close()
  process.exit(0)
}

process.on('message', (message: ToProcess) => {
  if ('leave' in message) {
    void leave()
    return
  }
  const { id, ask } = message
  const work = perform(ask)
    .then(
      value => answer({ id, value }),
      error => answer({ id, error: crossed(error) }),
    )
    .finally(() => working.delete(work))
  working.add(work)
})
// The server is gone: what is under way is finished, so that no write is left half done.
process.on('disconnect', () => void leave())
