import { setTimeout as sleep } from 'node:timers/promises'
import type { JobHandler } from '@atom/jobs'
import { AtomError, type Context, faultPoint, type UnitOfWork } from '@atom/kernel'
import type { IndexSpaces } from '../embedding/index-spaces.ts'
import { memoryErrors } from '../errors.ts'
import type { Progress } from '../extract/process/protocol.ts'
import type { IndexSpace } from '../index/space.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { findSource } from '../sources/source-record.ts'
import { type DocumentTable, store } from '../store.ts'
import { Gate } from './gate.ts'
import { type IndexDeps, indexDocument } from './index-document.ts'
import { OneAtATime, unending } from './one-at-a-time.ts'
import { Together } from './together.ts'
import { indexJobId, showQueued, WatchedJob } from './watched-job.ts'

const indexJobKind = 'memory.index'

interface IndexJobDeps {
  on: boolean
  unitOfWork: UnitOfWork
  extract: IndexDeps['extract']
  spaces: IndexSpaces
  files: IndexDeps['files']
  inner: IndexDeps['inner']
  kinds: ReadonlyMap<string, SourceKind>
}

/** Documents under way at once: most wait for the embedder, where those of all go together. */
const atOnce = 12
/** Documents whose content is in memory at once. */
const contentsAtOnce = 2
/** Documents taken out of the queue in one transaction. */
const takenTogether = 24
/** Passages embedded in one call, and written in one. */
const embeddedTogether = 64
const addedTogether = 256
/** Milliseconds between two looks at the queue while scans are read. */
const lookAgain = 2_000
/** Times a document is tried anew in one run when it was not its own fault. */
const tries = 3

/** Asks for the workspace's queued documents to be read; several at once are one. */
const indexJobOf = () => ({ kind: indexJobKind, payload: {}, key: indexJobKind })

/** In a transaction: as `indexJobOf`, and shows that it waits. */
export async function askIndex(tx: Context): Promise<void> {
  await showQueued(tx, { id: indexJobId, kind: 'index', source_id: null })
  await tx.jobs.enqueue(tx, indexJobOf())
}

/** In a transaction: what is queued is not read. It says so, and can be read again; what was known of it before is still found. */
export async function cancelIndex(tx: Context): Promise<void> {
  const now = tx.clock.now().toISOString()
  const { code, message } = memoryErrors.cancelled()
  await store
    .update(tx, 'memory_document')
    .set({ status: 'failed', error_code: code, error_message: message, updated_at: now })
    .where('status', 'in', ['queued', 'processing'])
    .execute()
  await store
    .update(tx, 'memory_job')
    .set({ status: 'cancelled', finished_at: now, updated_at: now, note: null })
    .where('id', '=', indexJobId)
    .where('status', 'in', ['queued', 'running'])
    .execute()
  await tx.jobs.cancel(tx, indexJobKind)
}

/** Reads the workspace's queued documents, several at once. A document that fails is told so, and the rest go on. */
export const indexJob = (deps: IndexJobDeps): JobHandler => {
  const line = new OneAtATime()
  return {
    kind: indexJobKind,
    attempts: 20,
    async run(ctx) {
      if (!deps.on) return
      const askAnew = () => deps.unitOfWork.writing(unending(ctx), tx => tx.jobs.enqueue(tx, indexJobOf()).then(() => {}))
      await line.run(ctx.workspaceId, again => readQueued(deps, ctx, again), askAnew)
    },
  }
}

async function readQueued(deps: IndexJobDeps, ctx: Context, again: boolean): Promise<void> {
  if (again && !(await readable(ctx).select('memory_document.id').limit(1).executeTakeFirst())) return
  const watched = new WatchedJob(deps.unitOfWork, ctx, { id: indexJobId, kind: 'index', source_id: null })
  await watched.begin()
  // Left by a run that was cut off; this one is the only one.
  await deps.unitOfWork.writing(ctx, async tx => {
    await store.update(tx, 'memory_document').set({ status: 'queued' }).where('status', '=', 'processing').execute()
  })
  const queue = new Queue(deps.unitOfWork, ctx)
  const reading = new Gate(contentsAtOnce)
  let into = intoIndex(deps, ctx, reading, await deps.spaces.forWriting(ctx))
  const tried = new Map<string, number>()
  let done = 0
  const stop = new AbortController()
  const until = { ...ctx, signal: AbortSignal.any([ctx.signal, stop.signal]) }
  /** Whatever fails that is no document's own fault ends all of it. */
  const orStop = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      stop.abort(error)
      throw error
    }
  }
  const read = async (document: DocumentTable, scanning?: (how: Progress) => void) => {
    const serving = await deps.spaces.serving(ctx)
    if (serving && serving.generation !== into.space.generation) into = intoIndex(deps, ctx, reading, serving)
    const came = await one(deps, into.indexing, until, document, (tried.get(document.id) ?? 0) < tries, scanning)
    if (came === 'again') tried.set(document.id, (tried.get(document.id) ?? 0) + 1)
    else if (came === 'pictures') scans.add(document)
    else done++
    await tell()
  }
  // Not what it reads: everybody sees the work, not everybody every document.
  const tell = (scanned?: Progress) =>
    watched.progress(async () => ({
      done,
      total: done + (await waiting(ctx)),
      ...(scanned === undefined ? {} : { note: `Reading scanned pages, ${scanned.done + 1} of ${scanned.total}` }),
    }))
  const scans = new Scans(document =>
    orStop(async () => {
      until.signal.throwIfAborted()
      const now = await store.from(ctx, 'memory_document').selectAll('memory_document').where('id', '=', document.id).executeTakeFirst()
      // Changed, cancelled or deleted while it waited: if there is more to read, it is in the queue.
      if (now?.status !== 'processing' || now.source_version !== document.source_version) return
      await read(now as DocumentTable, how => {
        tell(how).catch(error => ctx.log.warn({ err: error }, 'how far memory is could not be written down'))
      })
    }),
  )
  const worker = () =>
    orStop(async () => {
      for (;;) {
        until.signal.throwIfAborted()
        const document = await queue.next()
        if (!document) return
        await read(document)
      }
    })
  let failed: PromiseRejectedResult | undefined
  for (;;) {
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker))
    if (stop.signal.aborted) ended.push(...(await Promise.allSettled([scans.done])))
    failed = ended.find(end => end.status === 'rejected')
    if (failed || scans.waiting === 0) break
    // What comes in while scans are read does not wait for them.
    await Promise.race([scans.done, sleep(lookAgain, undefined, { ref: false })]).catch(() => {})
  }
  if (failed) {
    await watched.end({ status: 'queued' })
    throw failed.reason
  }
  if (done > 0) await into.indexing.index.tidy()
  await watched.end({ status: 'done', done, total: done })
}

/** Documents whose pictures are read: one after another, beside the others, as a full page takes seconds. */
class Scans {
  readonly #scan: (document: DocumentTable) => Promise<void>
  #turn: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(scan: (document: DocumentTable) => Promise<void>) {
    this.#scan = scan
  }

  /** Those that are not read yet. */
  get waiting(): number {
    return this.#waiting
  }

  /** Ends with those there are now; rejects with the first that failed for a reason that is not its own. */
  get done(): Promise<void> {
    return this.#turn
  }

  add(document: DocumentTable): void {
    this.#waiting++
    this.#turn = this.#turn.then(() => this.#scan(document)).finally(() => this.#waiting--)
    // Whoever awaits `done` hears it.
    this.#turn.catch(() => {})
  }
}

/** What it takes to read documents into one index. */
function intoIndex(deps: IndexJobDeps, ctx: Context, reading: Gate, space: IndexSpace): { space: IndexSpace; indexing: IndexDeps } {
  const index = deps.spaces.index(ctx, space)
  const indexing: IndexDeps = {
    unitOfWork: deps.unitOfWork,
    extract: deps.extract,
    files: deps.files,
    inner: deps.inner,
    index,
    reading,
    serves: tx => deps.spaces.stillServes(tx, space),
    vectors: vectorsTogether(deps, ctx, space, index),
    adding: new Together(addedTogether, async rows => {
      await index.add(rows)
      return rows
    }),
  }
  return { space, indexing }
}

/** Vectors by what was embedded: those known from before, and what is new of many documents in one call. */
function vectorsTogether(deps: IndexJobDeps, ctx: Context, space: IndexSpace, index: IndexDeps['index']): IndexDeps['vectors'] {
  return new Together(embeddedTogether, async passages => {
    const texts = new Map(passages.map(({ hash, text }) => [hash, text]))
    const known = await index.vectorsOf([...texts.keys()])
    const fresh = [...texts].filter(([hash]) => !known.has(hash))
    const vectors = await deps.spaces.embed(
      ctx,
      space,
      fresh.map(([, text]) => text),
      'passage',
    )
    for (const [i, [hash]] of fresh.entries()) known.set(hash, vectors[i] as Float32Array)
    return passages.map(({ hash }) => known.get(hash) as Float32Array)
  })
}

/** In a source that is paused, or is gone, nothing is read. */
const readable = (ctx: Context) =>
  store
    .from(ctx, 'memory_document')
    .where('status', '=', 'queued')
    .where('source_id', 'in', store.from(ctx, 'memory_source').select('id').where('status', '!=', 'paused'))

const waiting = async (ctx: Context): Promise<number> => {
  const { count } = await store
    .from(ctx, 'memory_document')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('status', 'in', ['queued', 'processing'])
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Documents in the order they came, taken out of the queue in parts. */
class Queue {
  readonly #unitOfWork: UnitOfWork
  readonly #ctx: Context
  #taken: DocumentTable[] = []
  #turn: Promise<unknown> = Promise.resolve()

  constructor(unitOfWork: UnitOfWork, ctx: Context) {
    this.#unitOfWork = unitOfWork
    this.#ctx = ctx
  }

  next(): Promise<DocumentTable | undefined> {
    const next = this.#turn.then(async () => {
      if (this.#taken.length === 0) this.#taken = await this.#take()
      return this.#taken.shift()
    })
    this.#turn = next.catch(() => {})
    return next
  }

  async #take(): Promise<DocumentTable[]> {
    const rows = await this.#unitOfWork.writing(this.#ctx, async tx => {
      const found = await readable(tx).selectAll('memory_document').orderBy('memory_document.id').limit(takenTogether).execute()
      if (found.length > 0)
        await store
          .update(tx, 'memory_document')
          .set({ status: 'processing' })
          .where(
            'id',
            'in',
            found.map(row => row.id),
          )
          .execute()
      return found as DocumentTable[]
    })
    if (rows.length > 0) await faultPoint('memory.taken')
    return rows
  }
}

/** @returns `again` where it was put back into the queue, because what failed was not the document's fault; `pictures` as `indexDocument` */
async function one(
  deps: IndexJobDeps,
  indexing: IndexDeps,
  ctx: Context,
  document: DocumentTable,
  again: boolean,
  scanning: ((how: Progress) => void) | undefined,
): Promise<'done' | 'again' | 'pictures'> {
  try {
    const source = await findSource(ctx, document.source_id)
    const kind = deps.kinds.get(source.kind)
    if (!kind) return 'done'
    const opened = kind.open(JSON.parse(source.config) as Record<string, unknown>)
    return (await indexDocument(indexing, ctx, opened, document, scanning)) ? 'done' : 'pictures'
  } catch (error) {
    if (ctx.signal.aborted) throw error
    const passing = again && AtomError.is(error) && error.retry === 'policy'
    ctx.log.warn({ err: error, document: document.id, again: passing }, 'a document could not be read')
    const told = AtomError.is(error)
      ? { error_code: error.code, error_message: error.message }
      : { error_code: 'memory.failed', error_message: 'Reading it failed.' }
    await deps.unitOfWork.writing(ctx, async tx => {
      await store
        .update(tx, 'memory_document')
        .set({ ...told, status: passing ? 'queued' : 'failed', updated_at: ctx.clock.now().toISOString() })
        .where('id', '=', document.id)
        .where('status', '=', 'processing')
        .execute()
    })
    return passing ? 'again' : 'done'
  }
}
