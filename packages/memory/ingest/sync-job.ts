import type { JobHandler } from '@atom/jobs'
import { AtomError, type Context, type Source } from '@atom/kernel'
import { forgetDocuments } from '../documents/forget.ts'
import { takeIn } from '../documents/take-in.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { findSource } from '../sources/source-record.ts'
import { type SourceTable, store } from '../store.ts'
import type { IndexDeps } from './index-document.ts'
import { indexJobOf } from './index-job.ts'

const syncJobKind = 'memory.sync'

interface SyncDeps extends Pick<IndexDeps, 'unitOfWork'> {
  kinds: ReadonlyMap<string, SourceKind>
  indexOf(ctx: Context): IndexDeps['index']
}

/** Asks for a sync of a source in the caller's transaction; several at once are one. */
export const syncJobOf = (sourceId: string, runAt?: string) => ({
  kind: syncJobKind,
  payload: { source: sourceId },
  key: `${syncJobKind}:${sourceId}`,
  ...(runAt === undefined ? {} : { runAt }),
})

/**
 * Compares a source with what is known of it: what is new or changed is queued to be read, what is gone there goes here. Goes on at the
 * last checkpoint after a crash.
 */
export const syncJob = (deps: SyncDeps): JobHandler => ({
  kind: syncJobKind,
  attempts: 5,
  async run(ctx, payload, job) {
    const row = await findSource(ctx, (payload as { source: string }).source).catch(error => {
      if (AtomError.is(error) && error.status === 404) return undefined
      throw error
    })
    const kind = row && deps.kinds.get(row.kind)
    if (!row || !kind || row.status === 'paused') return
    const source = kind.open(JSON.parse(row.config) as Record<string, unknown>)
    try {
      await setSource(deps, ctx, row.id, { status: 'syncing' })
      let done = 0
      const tell = (more: number) => {
        done += more
        return job.progress({ done, note: row.name })
      }
      const from = whereFrom(ctx, row)
      if (source.changesSince && from?.phase === 'changes') {
        for await (const page of source.changesSince(ctx, from.checkpoint)) {
          await forgetExternal(deps, ctx, row, page.deleted)
          await keep(deps, ctx, row, kind, page.items, { phase: 'changes', checkpoint: page.checkpoint })
          await tell(page.items.length)
        }
      } else {
        let last: string | undefined
        for await (const page of source.list(ctx, from?.phase === 'list' ? from.checkpoint : undefined)) {
          await keep(deps, ctx, row, kind, page.items, { phase: 'list', checkpoint: page.checkpoint })
          await tell(page.items.length)
          last = page.checkpoint
        }
        await forgetMissing(deps, ctx, row, source)
        await keep(
          deps,
          ctx,
          row,
          kind,
          [],
          last === undefined || !source.changesSince ? undefined : { phase: 'changes', checkpoint: last },
        )
      }
      await setSource(deps, ctx, row.id, {
        status: 'idle',
        error_code: null,
        error_message: null,
        synced_at: ctx.clock.now().toISOString(),
      })
    } catch (error) {
      if (ctx.signal.aborted) throw error
      const told = AtomError.is(error)
        ? { error_code: error.code, error_message: error.message }
        : { error_code: 'memory.failed', error_message: 'Reading the source failed.' }
      await setSource(deps, ctx, row.id, { status: 'failed', ...told })
      throw error
    }
  },
})

/** Where a sync got to: in a list, or in the changes after it. */
interface Place {
  phase: 'list' | 'changes'
  checkpoint: string
}

/** Days for which a source tells its changes. */
const changesTold = 20

function whereFrom(ctx: Context, row: SourceTable): Place | undefined {
  const away = row.synced_at === null ? 0 : ctx.clock.now().getTime() - Date.parse(row.synced_at)
  return row.checkpoint === null || away > changesTold * 86_400_000 ? undefined : (JSON.parse(row.checkpoint) as Place)
}

const setSource = ({ unitOfWork }: SyncDeps, ctx: Context, id: string, columns: Partial<SourceTable>): Promise<void> =>
  unitOfWork.writing(ctx, async tx => {
    await store
      .update(tx, 'memory_source')
      .set({ ...columns, updated_at: ctx.clock.now().toISOString() })
      .where('id', '=', id)
      .execute()
  })

/** One page and where the source is after it, together. */
async function keep(
  { unitOfWork }: SyncDeps,
  ctx: Context,
  row: SourceTable,
  { category }: SourceKind,
  items: Parameters<typeof takeIn>[2],
  place: Place | undefined,
): Promise<void> {
  ctx.signal.throwIfAborted()
  await unitOfWork.writing(ctx, async tx => {
    const queued = await takeIn(tx, { id: row.id, category }, items)
    await store
      .update(tx, 'memory_source')
      .set({ checkpoint: place ? JSON.stringify(place) : null })
      .where('id', '=', row.id)
      .execute()
    if (queued > 0) await tx.jobs.enqueue(tx, indexJobOf())
  })
}

async function forgetExternal(deps: SyncDeps, ctx: Context, row: SourceTable, external: readonly string[]): Promise<void> {
  if (external.length === 0) return
  const rows = await store
    .from(ctx, 'memory_document')
    .select('id')
    .where('source_id', '=', row.id)
    .where('external_id', 'in', external)
    .execute()
  await forgetDocuments(
    { unitOfWork: deps.unitOfWork, index: deps.indexOf(ctx) },
    ctx,
    rows.map(({ id }) => id),
  )
}

/** Documents whose thing is not at the source any more. A source that cannot list its ids keeps what it has. */
async function forgetMissing(deps: SyncDeps, ctx: Context, row: SourceTable, source: Source): Promise<void> {
  if (!source.ids) return
  const there = new Set<string>()
  for await (const ids of source.ids(ctx)) for (const id of ids) there.add(id)
  const rows = await store.from(ctx, 'memory_document').select(['id', 'external_id']).where('source_id', '=', row.id).execute()
  const gone = rows.filter(({ external_id }) => !there.has(external_id)).map(({ id }) => id)
  await forgetDocuments({ unitOfWork: deps.unitOfWork, index: deps.indexOf(ctx) }, ctx, gone)
}
