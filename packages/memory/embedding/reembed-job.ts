import type { JobHandler } from '@atom/jobs'
import { type Context, faultPoint, takeTurns, type UnitOfWork } from '@atom/kernel'
import { embeddedHash, embeddedText } from '../chunk/embedded-text.ts'
import { readText } from '../documents/text.ts'
import { sameProbe } from '../index/probe.ts'
import type { ChunkRow } from '../index/row.ts'
import type { IndexSpace } from '../index/space.ts'
import { OneAtATime, unending } from '../ingest/one-at-a-time.ts'
import { tidyJobOf } from '../ingest/tidy-job.ts'
import { reembedJobId, WatchedJob } from '../ingest/watched-job.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { store } from '../store.ts'
import type { Embedders, IndexSpaces } from './index-spaces.ts'

const reembedJobKind = 'memory.reembed'

interface ReembedDeps {
  on: boolean
  unitOfWork: UnitOfWork
  spaces: IndexSpaces
  embedders: Embedders
}

/** Documents looked at in one go. */
const page = 64
/** Chunks copied in one go: their words are in memory. */
const copied = 512
/** Texts embedded in one call. */
const together = 64

/** Has the workspace's index follow the embedder that was chosen; several at once are one. */
export const reembedJobOf = () => ({ kind: reembedJobKind, payload: {}, key: reembedJobKind })

/**
 * Makes a second index with the chosen embedder, document by document, while the first one serves; then the second serves and the first goes.
 * It may be cut off anywhere: what the second index has is not embedded again. What is read meanwhile goes into the first and is copied as well.
 */
export const reembedJob = (deps: ReembedDeps): JobHandler => {
  const line = new OneAtATime()
  return {
    kind: reembedJobKind,
    attempts: 20,
    async run(ctx) {
      if (!deps.on) return
      const askAnew = () => deps.unitOfWork.writing(unending(ctx), tx => tx.jobs.enqueue(tx, reembedJobOf()).then(() => {}))
      await line.run(ctx.workspaceId, () => follow(deps, ctx), askAnew)
    },
  }
}

async function follow(deps: ReembedDeps, ctx: Context): Promise<void> {
  const { spaces } = deps
  const watched = new WatchedJob(deps.unitOfWork, ctx, { id: reembedJobId, kind: 'reembed', source_id: null })
  try {
    for (let begun = false; ; begun = true) {
      const serving = await spaces.serving(ctx)
      if (!begun) await watched.begin()
      // What is read first will be embedded with it.
      if (!serving) {
        await watched.end({ status: 'done' })
        return
      }
      await takeOver(deps, ctx, serving)
      const next = await nextAfter(deps, ctx, serving)
      if (!next) {
        await spaces.index(ctx, serving).dropOthers()
        await watched.end({ status: 'done' })
        return
      }
      if (await build(deps, ctx, serving, next, watched)) await changeOver(deps, ctx, serving, next)
    }
  } catch (error) {
    await watched.end({ status: 'failed', error_message: (error as Error).message })
    throw error
  }
}

/** The index that should serve instead; none where the one that does is right. */
async function nextAfter({ spaces, embedders }: ReembedDeps, ctx: Context, serving: IndexSpace): Promise<IndexSpace | undefined> {
  const chosen = await embedders.chosen(ctx)
  const next = await spaces.probed(ctx, { ...chosen, generation: serving.generation + 1 })
  const same = chosen.id === serving.id && chosen.dimension === serving.dimension
  return same && sameProbe(await spaces.index(ctx, serving).probe(), next.probe) ? undefined : next
}

/** @returns whether the second index has all of the first; not where another embedder was chosen meanwhile */
async function build(deps: ReembedDeps, ctx: Context, serving: IndexSpace, next: IndexSpace, watched: WatchedJob): Promise<boolean> {
  const index = deps.spaces.index(ctx, next)
  // Left by a build that was cut off, of a model that was exchanged since.
  if (!sameProbe(await index.probe(), next.probe)) await index.drop()
  for (;;) {
    let copies = 0
    const total = await countToCopy(ctx)
    let done = 0
    for await (const documents of documentsOf(ctx)) {
      if ((await deps.embedders.chosenId(ctx)) !== next.id) return false
      copies += await copy(deps, ctx, serving, next, documents)
      done += documents.length
      await watched.progress(async () => ({ done, total, note: next.id }))
    }
    if (copies === 0) return true
  }
}

interface Document {
  id: string
  version: string
  title: string
  chunks: number
}

const withChunks = (ctx: Context) => store.from(ctx, 'memory_document').where('version', 'is not', null).where('chunks', '>', 0)

const countToCopy = async (ctx: Context): Promise<number> => {
  const { count } = await withChunks(ctx)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function* documentsOf(ctx: Context): AsyncGenerator<Document[]> {
  for (let last = ''; ; ) {
    const rows = await withChunks(ctx)
      .select(['id', 'version', 'title', 'chunks'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(page)
      .execute()
    if (rows.length > 0) yield rows as Document[]
    if (rows.length < page) return
    last = rows.at(-1)?.id as string
  }
}

/** Copies what the second index has not, each document's first chunk last: where that is there, all of it is. @returns how many chunks */
async function copy(deps: ReembedDeps, ctx: Context, serving: IndexSpace, next: IndexSpace, documents: Document[]): Promise<number> {
  const from = deps.spaces.index(ctx, serving)
  const to = deps.spaces.index(ctx, next)
  const there = new Map((await to.versions(documents.map(({ id }) => id))).map(({ document, version }) => [`${document} ${version}`, true]))
  let copies = 0
  for (const group of groupsOf(documents.filter(({ id, version }) => !there.has(`${id} ${version}`)))) {
    const chunks = Math.max(...group.map(document => document.chunks))
    for (let start = Math.floor((chunks - 1) / copied) * copied; start >= 0; start -= copied) {
      ctx.signal.throwIfAborted()
      copies += await copyRows(deps, ctx, from, to, next, group, start)
      await faultPoint('reembed.copied')
      await takeTurns(ctx)
    }
  }
  return copies
}

/** Documents that together have few chunks; a long one alone. */
function* groupsOf(documents: Document[]): Generator<Document[]> {
  let [group, chunks] = [[] as Document[], 0]
  for (const document of documents) {
    if (group.length > 0 && chunks + document.chunks > copied) {
      yield group
      ;[group, chunks] = [[], 0]
    }
    group.push(document)
    chunks += document.chunks
  }
  if (group.length > 0) yield group
}

async function copyRows(
  deps: ReembedDeps,
  ctx: Context,
  from: WorkspaceIndex,
  to: WorkspaceIndex,
  next: IndexSpace,
  group: Document[],
  start: number,
): Promise<number> {
  const byId = new Map(group.map(document => [document.id, document]))
  const all = await from.rowsOf([...byId.keys()], start, start + copied)
  const rows = all.filter(row => row.version === byId.get(row.document)?.version)
  const texts = await textsOf(ctx, rows, byId)
  const known = await to.vectorsOf(texts.map(({ hash }) => hash))
  const fresh = [...new Map(texts.filter(({ hash }) => !known.has(hash)).map(({ hash, text }) => [hash, text]))]
  for (let at = 0; at < fresh.length; at += together) {
    const part = fresh.slice(at, at + together)
    const vectors = await deps.spaces.embed(
      ctx,
      next,
      part.map(([, text]) => text),
      'passage',
    )
    for (const [i, [hash]] of part.entries()) known.set(hash, vectors[i] as Float32Array)
  }
  await to.add(
    rows.map((row, i) => ({ ...row, hash: texts[i]?.hash as string, vector: known.get(texts[i]?.hash as string) as Float32Array })),
  )
  return rows.length
}

/** What of each chunk is embedded, with its hash. */
async function textsOf(
  ctx: Context,
  rows: Omit<ChunkRow, 'vector'>[],
  byId: Map<string, Document>,
): Promise<{ hash: string; text: string }[]> {
  const parts = new Map<string, { from: number; text: string }>()
  for (const [document, some] of Map.groupBy(rows, row => row.document)) {
    const from = Math.min(...some.map(row => row.start))
    const end = Math.max(...some.map(row => row.end))
    parts.set(document, { from, text: await readText(ctx, document, byId.get(document)?.version as string, from, end) })
  }
  return rows.map(({ document, start, end, headings }) => {
    const { from, text } = parts.get(document) as { from: number; text: string }
    const chunk = { start: start - from, end: end - from, headings: headings === '' ? [] : headings.split('\n') }
    const embedded = embeddedText(text, chunk, byId.get(document)?.title ?? '')
    return { hash: embeddedHash(embedded), text: embedded }
  })
}

/** From one moment to the next the second index serves; then it gets what was read into the first up to that moment. */
async function changeOver(deps: ReembedDeps, ctx: Context, serving: IndexSpace, next: IndexSpace): Promise<void> {
  const index = deps.spaces.index(ctx, next)
  await index.tidy()
  await deps.unitOfWork.writing(ctx, async tx => {
    await store
      .update(tx, 'memory_index')
      .set({
        embedder: next.id,
        dimension: next.dimension,
        generation: next.generation,
        former: JSON.stringify(serving),
        updated_at: tx.clock.now().toISOString(),
      })
      .where('generation', '=', serving.generation)
      .execute()
  })
  await faultPoint('reembed.switched')
}

/** Finishes a change: what was read into the former index in its last moments is copied, then that is forgotten with its server. */
async function takeOver(deps: ReembedDeps, ctx: Context, serving: IndexSpace): Promise<void> {
  const row = await store.from(ctx, 'memory_index').select('former').executeTakeFirst()
  if (!row?.former) return
  const former = JSON.parse(row.former) as IndexSpace
  const probed = await deps.spaces.probed(ctx, serving)
  for (let copies = 1; copies > 0; ) {
    copies = 0
    for await (const documents of documentsOf(ctx)) copies += await copy(deps, ctx, former, probed, documents)
  }
  await deps.spaces.index(ctx, serving).dropOthers()
  await deps.unitOfWork.writing(ctx, async tx => {
    await store.update(tx, 'memory_index').set({ former: null }).where('generation', '=', serving.generation).execute()
    await deps.embedders.forgetOthers(tx, serving.id)
    // What was forgotten while it was copied goes from the disk.
    await tx.jobs.enqueue(tx, tidyJobOf())
  })
}
