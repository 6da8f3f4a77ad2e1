import type { JobHandler } from '@atom/jobs'
import { AtomError, type Context } from '@atom/kernel'
import type { SourceKind } from '../sources/source-kind.ts'
import { findSource } from '../sources/source-record.ts'
import { type DocumentTable, store } from '../store.ts'
import { type IndexDeps, indexDocument } from './index-document.ts'

const indexJobKind = 'memory.index'

interface IndexJobDeps extends Pick<IndexDeps, 'unitOfWork' | 'extract' | 'embed'> {
  kinds: ReadonlyMap<string, SourceKind>
  indexOf(ctx: Context): IndexDeps['index']
}

/** Asks for the workspace's queued documents to be read; several at once are one. */
export const indexJobOf = () => ({ kind: indexJobKind, payload: {}, key: indexJobKind })

/** Reads the workspace's queued documents one after another. A document that fails is told so, and the rest go on. */
export const indexJob = (deps: IndexJobDeps): JobHandler => ({
  kind: indexJobKind,
  attempts: 20,
  async run(ctx, _, job) {
    const index = deps.indexOf(ctx)
    let done = 0
    // Left by a run that was cut off; only one job of this key runs at a time.
    await deps.unitOfWork.writing(ctx, async tx => {
      await store.update(tx, 'memory_document').set({ status: 'queued' }).where('status', '=', 'processing').execute()
    })
    for (;;) {
      ctx.signal.throwIfAborted()
      const document = await next(deps, ctx)
      if (!document) break
      await one(deps, ctx, document)
      await job.progress({ done: ++done, total: done + (await waiting(ctx)), note: document.title })
    }
    if (done > 0) await index.tidy()
  },
})

const waiting = async (ctx: Context): Promise<number> => {
  const { count } = await store
    .from(ctx, 'memory_document')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('status', '=', 'queued')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Takes the next document out of the queue. */
const next = ({ unitOfWork }: IndexJobDeps, ctx: Context): Promise<DocumentTable | undefined> =>
  unitOfWork.writing(ctx, async tx => {
    const row = await store
      .from(tx, 'memory_document')
      .selectAll('memory_document')
      .where('status', '=', 'queued')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!row) return undefined
    await store.update(tx, 'memory_document').set({ status: 'processing' }).where('id', '=', row.id).execute()
    return row as DocumentTable
  })

async function one(deps: IndexJobDeps, ctx: Context, document: DocumentTable): Promise<void> {
  const index = deps.indexOf(ctx)
  try {
    const source = await findSource(ctx, document.source_id)
    const kind = deps.kinds.get(source.kind)
    if (!kind) return
    const opened = kind.open(JSON.parse(source.config) as Record<string, unknown>)
    await indexDocument({ unitOfWork: deps.unitOfWork, extract: deps.extract, index, embed: deps.embed }, ctx, opened, document)
  } catch (error) {
    if (ctx.signal.aborted) throw error
    ctx.log.warn({ err: error, document: document.id }, 'a document could not be read')
    const told = AtomError.is(error)
      ? { code: error.code, message: error.message }
      : { code: 'memory.failed', message: 'Reading it failed.' }
    await deps.unitOfWork.writing(ctx, async tx => {
      await store
        .update(tx, 'memory_document')
        .set({ status: 'failed', error_code: told.code, error_message: told.message, updated_at: ctx.clock.now().toISOString() })
        .where('id', '=', document.id)
        .where('status', '=', 'processing')
        .execute()
    })
  }
}
