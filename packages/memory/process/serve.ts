import { AtomError } from '@atom/kernel'
import { EmbedderRegistry } from '@atom/models'
import { ChunkIndex } from '../index/chunk-index.ts'
import { indexFolder, tablesIn } from '../index/folder.ts'
import { type IndexSpace, tableOf } from '../index/space.ts'
import {
  type CrossedError,
  commonCalls,
  type EmbedCall,
  type FromProcess,
  type IndexCall,
  type ProcessStart,
  type ToProcess,
} from './protocol.ts'

const start = JSON.parse(process.argv[2] as string) as ProcessStart
const embedders = new EmbedderRegistry(start.modelsDir)
const open = new Map<string, ChunkIndex>()
const working = new Set<Promise<void>>()
const common = new Set<string>(commonCalls)

const indexOf = (workspaceId: string, table: string, space?: IndexSpace): ChunkIndex => {
  const key = `${workspaceId} ${table}`
  const there = open.get(key)
  if (there) return there
  const index = new ChunkIndex({ folder: indexFolder(start.folder, workspaceId), table, ...(space ? { space } : {}) })
  open.set(key, index)
  return index
}

async function drop(workspaceId: string, table: string): Promise<void> {
  await indexOf(workspaceId, table).drop()
  open.delete(`${workspaceId} ${table}`)
}

async function perform(ask: EmbedCall | IndexCall): Promise<unknown> {
  if (ask.call === 'embed') return embedders.get(ask.embedder).embed(ask.texts, undefined, ask.as)
  const { call, workspaceId, space } = ask
  const own = tableOf(space)
  const tables = tablesIn(indexFolder(start.folder, workspaceId))
  if (call === 'drop') return drop(workspaceId, own)
  if (call === 'dropOthers') return Promise.all(tables.filter(table => table !== own).map(table => drop(workspaceId, table)))
  const done = (index: ChunkIndex) => (index[call] as (...given: unknown[]) => Promise<unknown>).apply(index, ask.arguments)
  if (common.has(call)) return Promise.all(tables.map(table => done(indexOf(workspaceId, table))))
  return done(indexOf(workspaceId, own, space.probe === undefined ? undefined : space))
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
  await embedders.close()
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
