import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedDispatcher, type JobHandler, jobMigrations } from '@atom/jobs'
import { type Context, manualClock, newId, type SourceItem } from '@atom/kernel'
import { EmbedderRegistry, type LanguageModels } from '@atom/models'
import { type TestDialect, testContext } from '@atom/storage/testing'
import type { Embedders } from '../embedding/index-spaces.ts'
import { createMemory, memoryMigrations, type SourceKind } from '../index.ts'

/** A source of texts held in the test, as `page` tells them: a change is a new version. */
export class ShelfSource {
  readonly texts = new Map<string, { text: string; version: number; title: string }>()
  /** Ids whose reading fails. */
  readonly broken = new Set<string>()
  reads = 0

  put(id: string, text: string, title = id): void {
    this.texts.set(id, { text, title, version: (this.texts.get(id)?.version ?? 0) + 1 })
  }

  kind(more: Partial<SourceKind> = {}): SourceKind {
    const items = (): SourceItem[] =>
      [...this.texts].map(([id, { title, version }]) => ({ id, title, version: String(version), uri: `shelf:${id}` }))
    return {
      kind: 'shelf',
      title: 'Shelf',
      category: 'document',
      builtIn: true,
      open: () => ({
        id: 'shelf',
        list: async function* () {
          yield { items: items(), failures: [], checkpoint: '' }
        },
        ids: async function* () {
          yield items().map(item => item.id)
        },
        fetch: async (_, id) => {
          this.reads++
          if (this.broken.has(id)) throw new Error('it is torn')
          return { content: new TextEncoder().encode(this.texts.get(id)?.text ?? ''), mediaType: 'text/plain' }
        },
      }),
      ...more,
    }
  }
}

type LanguageModel = Awaited<ReturnType<LanguageModels['languageModel']>>

/** Memory as an installation has it, with one shelf, the carried embedder, and jobs that run. */
export async function installation(
  dialect: TestDialect,
  shelf = new ShelfSource(),
  more: Partial<SourceKind> = {},
  model?: LanguageModel,
  embedders = carriedAlone,
) {
  const storage = await dialect.open([jobMigrations, memoryMigrations])
  const dataDir = mkdtempSync(join(tmpdir(), 'atom-memory-'))
  const clock = manualClock('2026-11-24T09:00:00Z')
  const workspaceId = newId()
  const log = contextLog()
  const contextFor = (workspace: string): Context => testContext(storage, { workspaceId: workspace, clock, jobs: dispatcher })
  const memory = createMemory({
    unitOfWork: storage.unitOfWork,
    dataDir,
    kinds: [shelf.kind(more)],
    embedders,
    scansIn: 'off',
    models: { languageModel: async () => model },
    on: true,
    fileLimit: 1024 ** 2,
    filesLimit: undefined,
    erased: storage.erased,
    copiesFor: 30 * 86_400_000,
    mayReadFolders: async () => true,
    log,
    systemContext: contextFor,
  })
  const dispatcher = new EmbeddedDispatcher({ unitOfWork: storage.unitOfWork, clock, log, contextFor })
  dispatcher.handle(...(memory.jobs as JobHandler[]))
  dispatcher.start()
  const ctx = contextFor(workspaceId)
  /** Waits until no job is left. */
  const settled = async () => {
    for (;;) {
      const { queued, running } = await dispatcher.load()
      if (queued + running === 0) return
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  return {
    shelf,
    memory,
    storage,
    dataDir,
    ctx,
    contextFor,
    settled,
    /** Reads the shelf again and waits until all of it is read. */
    async sync() {
      await memory.syncBuiltIn(ctx)
      await settled()
    },
    async close() {
      await dispatcher.stop(5000)
      await memory.close()
      await storage.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const { id, dimension } = new EmbedderRegistry().get()

/** A workspace that chose nothing, where the operator set nothing. */
export const carriedAlone: Embedders = {
  chosenId: async () => id,
  chosen: async () => ({ id, dimension }),
  embedAtAddress: async () => {
    throw new Error('There is no server here that embeds.')
  },
  forgetOthers: async () => {},
}

const contextLog = () => ({ debug() {}, info() {}, warn() {}, error: console.error })
