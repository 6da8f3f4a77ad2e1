import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { EventBus } from '@atom/events'
import type { JobHandler } from '@atom/jobs'
import { type Context, kernelErrors, type Logger, type RefResolver, type Skill, type UnitOfWork } from '@atom/kernel'
import type { LanguageModels } from '@atom/models'
import { type AnswerPart, ask } from './answer/ask.ts'
import { summarise } from './answer/summarise.ts'
import { documentRefs } from './documents/document-refs.ts'
import { eraseAgain } from './documents/erase-again.ts'
import { ErasedList } from './documents/erased-list.ts'
import { forgetPerson } from './documents/forget-person.ts'
import { visibleTo } from './documents/visible.ts'
import { type Embedders, IndexSpaces } from './embedding/index-spaces.ts'
import { reembedJob, reembedJobOf } from './embedding/reembed-job.ts'
import { memoryErrors } from './errors.ts'
import { explore } from './explore/explore.ts'
import { createExtract } from './extract/extract.ts'
import { scanLanguages } from './extract/ocr/languages.ts'
import { factKind } from './facts/fact.ts'
import { findContent, findFile } from './files/file-record.ts'
import { FileStore, type Received } from './files/file-store.ts'
import { uploadSource } from './files/upload-source.ts'
import { expireUploadJobKind, Uploads } from './files/uploads.ts'
import { countDocuments } from './files/usage.ts'
import { indexFolder } from './index/folder.ts'
import { FolderWatch } from './ingest/folder-watch.ts'
import { forgetJobs } from './ingest/forget-job.ts'
import { askIndex, indexJob } from './ingest/index-job.ts'
import { InnerFiles } from './ingest/inner-files.ts'
import { Nudge } from './ingest/nudge.ts'
import { laterJob, syncJob, syncJobOf } from './ingest/sync-job.ts'
import { tidyJob, tidyJobOf } from './ingest/tidy-job.ts'
import { reembedJobId, showQueued } from './ingest/watched-job.ts'
import { MemoryProcess } from './process/memory-process.ts'
import { related } from './retrieve/related.ts'
import {
  documentsOf,
  type Filters,
  type FoundDocument,
  type Passage,
  type Recall,
  recall,
  type SearchDeps,
  withoutSupport,
} from './retrieve/search.ts'
import { askMemory } from './skills/ask.ts'
import { exploreMemory } from './skills/explore.ts'
import { correctFact, factRefs, forget, listFacts, remember } from './skills/facts.ts'
import { fileSkills } from './skills/files.ts'
import { jobSkills } from './skills/jobs.ts'
import { relatedDocuments } from './skills/related.ts'
import { searchMemory } from './skills/search.ts'
import { sourceSkills } from './skills/sources.ts'
import { summariseDocument } from './skills/summarise.ts'
import { folderSource } from './sources/folder-source.ts'
import type { SourceKind } from './sources/source-kind.ts'
import { builtInSource } from './sources/source-record.ts'
import { webSource } from './sources/web-source.ts'
import { store } from './store.ts'

export interface MemoryOptions {
  unitOfWork: UnitOfWork
  dataDir: string
  /** Folder of further embedding models. */
  modelsDir?: string | undefined
  /** Languages scans are read in, such as `eng+deu`; `off` for not at all. */
  scansIn: string
  kinds: SourceKind[]
  embedders: Embedders
  /** Whether a person may have folders of this machine read. */
  mayReadFolders(ctx: Context): Promise<boolean>
  /** Writes answers, where one is set up. */
  models: Pick<LanguageModels, 'languageModel'>
  /** Bytes one uploaded file may have. */
  fileLimit: number
  /** Bytes the files of a workspace may have together. */
  filesLimit: number | undefined
  /** Milliseconds copies of the database are kept. */
  copiesFor: number
  /** What was deleted from these tables is on the database's disk no more. */
  erased(tables: string[]): Promise<void>
  /** Off: nothing is read and nothing is found, and the process that holds the index is never started. */
  on: boolean
  /** Another process reads and writes the index; here it may only be looked into, where its folder can be reached. */
  elsewhere?: boolean
  log: Logger
  systemContext(workspaceId: string): Context
}

/** What ATOM has read: found by words and by meaning. */
export interface Memory {
  skills: Skill[]
  jobs: JobHandler[]
  refs: RefResolver[]
  search(ctx: Context, query: string, filters: Filters, limit: number): Promise<Passage[]>
  /** Hears the words of an answer as they come, while `work` calls `memory.ask`. */
  listening<T>(heard: (text: string) => void, work: () => Promise<T>): Promise<T>
  files: Files
  /** In the transaction in which a workspace chose its embedder: what was read before is embedded anew. */
  embedderChosen(tx: Context): Promise<void>
  /** Reads the records that change from now on. */
  watch(bus: EventBus): void
  /** At the start of a server: what changed while it was away is read. */
  catchUp(): Promise<void>
  /** Asks for every built-in source of the workspace to be read again, in a transaction of its own. */
  syncBuiltIn(ctx: Context): Promise<void>
  /** Waits for writes under way. */
  close(): Promise<void>
}

/** Contents of files as they come and go by HTTP. */
interface Files {
  /** Bytes one may have. */
  limit: number
  /** Streams one to the disk; the skill `files.add` makes it a file, and `settle` must follow. @throws memory.file_too_large */
  receive(ctx: Context, content: Readable): Promise<Received>
  settle(received: Received): Promise<void>
  /** Lets content that came in otherwise wait to be kept while `work` calls `files.add`. */
  offering<T>(received: Received, work: () => Promise<T>): Promise<T>
  /** Files that come in piece by piece. */
  uploads: Uploads
  /** @throws kernel.not_found */
  open(ctx: Context, id: string): Promise<{ name: string; mediaType: string; size: number; hash: string; content: Readable }>
}

/** Passages an answer may stand on. */
const passagesAsked = 10

/** At the start: what waits is read, what people added is compared, what was left over goes. */
async function goOn(
  unitOfWork: UnitOfWork,
  systemContext: (workspaceId: string) => Context,
  isBehind: (ctx: Context) => Promise<boolean>,
): Promise<void> {
  const rows = await store
    .db(systemContext(''))
    .selectFrom('memory_source')
    .select(['workspace_id', 'id', 'every_minutes', 'status'])
    .execute()
  for (const [workspaceId, sources] of Map.groupBy(rows, row => row.workspace_id))
    await unitOfWork.writing(systemContext(workspaceId), async tx => {
      for (const { id, every_minutes, status } of sources)
        if (every_minutes !== null && status !== 'paused') await tx.jobs.enqueue(tx, syncJobOf(id))
      const { queued, processing } = await countDocuments(tx)
      if (queued + processing > 0) await askIndex(tx)
      if (await isBehind(tx)) await tx.jobs.enqueue(tx, reembedJobOf())
      await tx.jobs.enqueue(tx, tidyJobOf())
    })
}

/** Looks for passages, with what it takes to look as this person may. */
type Look = <T>(ctx: Context, look: (deps: SearchDeps) => Promise<T>, nothing: T) => Promise<T>

export function createMemory(options: MemoryOptions): Memory {
  const { unitOfWork, dataDir, modelsDir, scansIn, embedders, on, log, systemContext, fileLimit, filesLimit, erased, models } = options
  const files = new FileStore(join(dataDir, 'files'))
  const upload = uploadSource(files)
  const uploads = new Uploads({ folder: join(dataDir, 'files/.uploads'), unitOfWork, fileLimit, filesLimit })
  const erasedList = new ErasedList(dataDir, options.copiesFor)
  const kinds = [...options.kinds, folderSource(options.mayReadFolders), webSource, upload, factKind]
  const byKind = new Map(kinds.map(kind => [kind.kind, kind]))
  const held = new MemoryProcess({ folder: join(dataDir, 'memory'), modelsDir })
  const folderOf = (ctx: Context) => indexFolder(join(dataDir, 'memory'), ctx.workspaceId)
  const spaces = new IndexSpaces({ unitOfWork, embedders, held, folderOf })
  const indexOf = async (ctx: Context) => {
    const space = await spaces.serving(ctx)
    return space && spaces.index(ctx, space)
  }
  const nudge = new Nudge({ unitOfWork, log, systemContext })
  const folders = new FolderWatch({ unitOfWork, log, systemContext })
  const inner = new InnerFiles({ unitOfWork, files, fileLimit })
  /** @throws memory.off */
  const looking: Look = async (ctx, look, nothing) => {
    if (!on) throw memoryErrors.off()
    nudge.once(ctx.workspaceId, kinds)
    for (let space = await spaces.serving(ctx); space; ) {
      if (options.elsewhere && !existsSync(folderOf(ctx))) throw memoryErrors.elsewhere()
      const current = space
      try {
        return await look({
          index: spaces.index(ctx, current),
          embed: texts => spaces.embed(ctx, current, texts, 'query'),
          nearness: await spaces.nearness(ctx, current),
          visible: await visibleTo(ctx),
          onLeak: documents => ctx.log.error({ documents }, 'a search found what its reader may not see; it was left out'),
        })
      } catch (error) {
        space = await spaces.serving(ctx)
        // Another index took the place of the one that was asked, which is gone.
        if (space?.generation === current.generation) throw error
      }
    }
    return nothing
  }
  const recalled = (ctx: Context, query: string, filters: Filters, limit: number) =>
    looking<Recall>(ctx, deps => recall(deps, ctx, query, filters, limit), { passages: [], terms: [] })
  /** Works on one document that the person may see. @throws kernel.not_found, memory.not_read where nothing was read yet */
  const lookingAt = async <T>(ctx: Context, id: string, look: (deps: SearchDeps, document: FoundDocument) => Promise<T>): Promise<T> => {
    const done = await looking<T | undefined>(
      ctx,
      async deps => {
        const document = (await documentsOf({ ...deps, onLeak: () => {} }, ctx, [id])).get(id)
        if (!document) throw kernelErrors.not_found({ what: 'document', words: id })
        return look(deps, document)
      },
      undefined,
    )
    if (done === undefined) throw memoryErrors.not_read({ title: (await findFile(ctx, id)).title })
    return done
  }
  const find: Memory['search'] = async (ctx, query, filters, limit) => withoutSupport(await recalled(ctx, query, filters, limit))
  const listeners = new AsyncLocalStorage<(text: string) => void>()
  const answer = (ctx: Context, question: string): AsyncGenerator<AnswerPart> =>
    ask({ models, recall: (asked, words) => recalled(asked, words, {}, passagesAsked) }, ctx, question)
  return {
    skills: [
      searchMemory(find),
      exploreMemory((ctx, query, filters, limit) => explore((chosen, most) => recalled(ctx, query, chosen, most), ctx, filters, limit)),
      askMemory(answer, text => listeners.getStore()?.(text)),
      summariseDocument((ctx, id) => lookingAt(ctx, id, ({ index }, document) => summarise({ index, models }, ctx, document))),
      relatedDocuments((ctx, id, limit) => lookingAt(ctx, id, (deps, document) => related(deps, ctx, document, limit))),
      remember,
      correctFact,
      forget,
      listFacts,
      ...fileSkills({ files, upload, uploads, filesLimit }),
      ...sourceSkills({ kinds: byKind, on }),
      ...jobSkills({ on, fileLimit, filesLimit }),
    ],
    jobs: [
      syncJob({ on, unitOfWork, kinds: byKind }),
      laterJob({ unitOfWork }),
      indexJob({ on, unitOfWork, extract: createExtract(scanLanguages(scansIn, modelsDir)), kinds: byKind, spaces, files, inner }),
      reembedJob({ on, unitOfWork, spaces, embedders }),
      ...forgetJobs({ unitOfWork, files, erasedList, indexOf, erased }),
      tidyJob({ on, unitOfWork, files, indexOf }),
      { kind: expireUploadJobKind, run: (ctx, payload) => uploads.expire(ctx, (payload as { id: string }).id) },
    ],
    files: {
      limit: fileLimit,
      receive: (ctx, content) => files.receive(ctx.workspaceId, content, fileLimit),
      settle: received => files.settle(received),
      async offering(received, work) {
        files.offer(received)
        try {
          return await work()
        } finally {
          await files.settle(received)
        }
      },
      uploads,
      async open(ctx, id) {
        const { hash, ...told } = await findContent(ctx, id)
        return { ...told, hash, content: files.stream(ctx.workspaceId, hash) }
      },
    },
    embedderChosen: async tx => {
      if (!on) return
      await showQueued(tx, { id: reembedJobId, kind: 'reembed', source_id: null })
      await tx.jobs.enqueue(tx, reembedJobOf())
    },
    refs: [factRefs, documentRefs],
    search: find,
    listening: (heard, work) => listeners.run(heard, work),
    syncBuiltIn: ctx =>
      unitOfWork.writing(ctx, async tx => {
        for (const kind of kinds) if (kind.builtIn) await tx.jobs.enqueue(tx, syncJobOf((await builtInSource(tx, kind)).id))
      }),
    catchUp: async () => {
      await files.sweep()
      await uploads.sweep(systemContext(''))
      await eraseAgain({ unitOfWork, systemContext, erasedList })
      if (!on) return
      await nudge.all(kinds)
      await goOn(unitOfWork, systemContext, ctx => spaces.isBehind(ctx))
      folders.start()
    },
    watch: bus => {
      bus.onPublish('member.left', (ctx, { data }) => forgetPerson(ctx, data.id as string))
      if (on) nudge.watch(bus, kinds)
    },
    close: () => {
      nudge.stop()
      folders.stop()
      return held.close()
    },
  }
}
