import type { JobHandler } from '@atom/jobs'
import { AtomError, type Context, type Source, type SourceFailure, type SourceItem } from '@atom/kernel'
import { principalsOf, setReaders } from '../documents/access.ts'
import { forgetDocuments } from '../documents/forget.ts'
import { takeIn, takeInFailures, unseen } from '../documents/take-in.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { findSource } from '../sources/source-record.ts'
import { type SourceTable, store } from '../store.ts'
import type { IndexDeps } from './index-document.ts'
import { askIndex } from './index-job.ts'
import { OneAtATime, unending } from './one-at-a-time.ts'
import { showQueued, syncJobId, WatchedJob } from './watched-job.ts'

const syncJobKind = 'memory.sync'
const laterJobKind = 'memory.sync-later'

interface SyncDeps extends Pick<IndexDeps, 'unitOfWork'> {
  on: boolean
  kinds: ReadonlyMap<string, SourceKind>
}

/** Asks for a sync of a source in the caller's transaction; several at once are one. */
export const syncJobOf = (sourceId: string) => ({
  kind: syncJobKind,
  payload: { source: sourceId },
  key: `${syncJobKind}:${sourceId}`,
})

/** The next sync of a source that is compared by itself. Under a key of its own, so that it never takes the place of one that is wanted now. */
const laterJobOf = (sourceId: string, runAt: string) => ({
  kind: laterJobKind,
  payload: { source: sourceId },
  key: `${laterJobKind}:${sourceId}`,
  runAt,
})

/** In a transaction: as `syncJobOf`, and shows that it waits. */
export async function askSync(tx: Context, sourceId: string): Promise<void> {
  await showQueued(tx, { id: syncJobId(sourceId), kind: 'sync', source_id: sourceId })
  await tx.jobs.enqueue(tx, syncJobOf(sourceId))
}

/** In a transaction: ends a sync that waits or goes on. What it brought stays; the next one goes on where it was. */
export async function cancelSync(tx: Context, sourceId: string): Promise<void> {
  const now = tx.clock.now().toISOString()
  await store
    .update(tx, 'memory_job')
    .set({ status: 'cancelled', finished_at: now, updated_at: now, note: null })
    .where('id', '=', syncJobId(sourceId))
    .where('status', 'in', ['queued', 'running'])
    .execute()
  await store.update(tx, 'memory_source').set({ status: 'idle' }).where('id', '=', sourceId).where('status', '=', 'syncing').execute()
  await tx.jobs.cancel(tx, syncJobOf(sourceId).key)
}

/** When its time has come, a sync is asked for. */
export const laterJob = ({ unitOfWork }: Pick<SyncDeps, 'unitOfWork'>): JobHandler => ({
  kind: laterJobKind,
  run: (ctx, payload) =>
    unitOfWork.writing(ctx, async tx => {
      const source = (payload as { source: string }).source
      const row = await store.from(tx, 'memory_source').select('status').where('id', '=', source).executeTakeFirst()
      if (row && row.status !== 'paused') await askSync(tx, source)
    }),
})

/**
 * Compares a source with what is known of it: what is new or changed is queued to be read, what is gone there goes here. Goes on at the
 * last checkpoint after a crash.
 */
export const syncJob = (deps: SyncDeps): JobHandler => {
  const line = new OneAtATime()
  return {
    kind: syncJobKind,
    attempts: 5,
    async run(ctx, payload) {
      const { source } = payload as { source: string }
      if (!deps.on) return
      const askAnew = () => deps.unitOfWork.writing(unending(ctx), tx => tx.jobs.enqueue(tx, syncJobOf(source)).then(() => {}))
      await line.run(source, () => compare(deps, ctx, source), askAnew)
    },
  }
}

async function compare(deps: SyncDeps, ctx: Context, sourceId: string): Promise<void> {
  const row = await findSource(ctx, sourceId).catch(error => {
    if (AtomError.is(error) && error.status === 404) return undefined
    throw error
  })
  const kind = row && deps.kinds.get(row.kind)
  if (!row || !kind || row.status === 'paused') return
  const watched = new WatchedJob(deps.unitOfWork, ctx, { id: syncJobId(row.id), kind: 'sync', source_id: row.id })
  try {
    const source = kind.open(JSON.parse(row.config) as Record<string, unknown>)
    await watched.begin()
    await setSource(deps, ctx, row.id, { status: 'syncing' })
    let done = 0
    const tell = async (more: number) => {
      done += more
      await watched.progress(async () => ({ done, note: row.name }))
    }
    const from = whereFrom(ctx, row)
    if (source.changesSince && from?.phase === 'changes') {
      for await (const page of source.changesSince(ctx, from.checkpoint)) {
        await forgetExternal(deps, ctx, row, page.deleted)
        await keep(deps, ctx, row, kind, source, page, { phase: 'changes', checkpoint: page.checkpoint })
        await tell(page.items.length)
      }
    } else {
      let last: string | undefined
      for await (const page of source.list(ctx, from?.phase === 'list' ? from.checkpoint : undefined)) {
        await keep(deps, ctx, row, kind, source, page, { phase: 'list', checkpoint: page.checkpoint })
        await tell(page.items.length)
        last = page.checkpoint
      }
      await forgetMissing(deps, ctx, row, source)
      await keep(
        deps,
        ctx,
        row,
        kind,
        source,
        nothingNew,
        last === undefined || !source.changesSince ? undefined : { phase: 'changes', checkpoint: last },
      )
    }
    await setSource(deps, ctx, row.id, {
      status: 'idle',
      error_code: null,
      error_message: null,
      synced_at: ctx.clock.now().toISOString(),
    })
    await watched.end({ status: 'done', done, total: done })
    await again(deps, ctx, row.id)
  } catch (error) {
    if (ctx.signal.aborted) {
      await watched.end({ status: 'queued' })
      throw error
    }
    const told = AtomError.is(error)
      ? { error_code: error.code, error_message: error.message }
      : { error_code: 'memory.failed', error_message: 'Reading the source failed.' }
    await setSource(deps, ctx, row.id, { status: 'failed', ...told })
    await watched.end({ status: 'failed', error_message: told.error_message })
    await again(deps, ctx, row.id)
    throw error
  }
}

/** Has a source that is compared by itself compared again when it is time. */
const again = ({ unitOfWork }: SyncDeps, ctx: Context, id: string): Promise<void> =>
  unitOfWork.writing(ctx, async tx => {
    const row = await store.from(tx, 'memory_source').select('every_minutes').where('id', '=', id).executeTakeFirst()
    if (row?.every_minutes == null) return
    await tx.jobs.enqueue(tx, laterJobOf(id, new Date(tx.clock.now().getTime() + row.every_minutes * 60_000).toISOString()))
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
      .where('status', '!=', 'paused')
      .execute()
  })

interface SourcePage {
  items: SourceItem[]
  failures: SourceFailure[]
}

const nothingNew: SourcePage = { items: [], failures: [] }

/** One page and where the source is after it, together. */
async function keep(
  { unitOfWork }: SyncDeps,
  ctx: Context,
  row: SourceTable,
  { category }: SourceKind,
  source: Source,
  { items, failures }: SourcePage,
  place: Place | undefined,
): Promise<void> {
  ctx.signal.throwIfAborted()
  const readers = new Map<string, string[]>()
  if (source.permissions) for (const { id } of items) readers.set(id, principalsOf(await source.permissions(ctx, id)))
  await unitOfWork.writing(ctx, async tx => {
    const { numUpdatedRows } = await store
      .update(tx, 'memory_source')
      .set({ checkpoint: place ? JSON.stringify(place) : null })
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    // Deleted meanwhile: its documents go, and none may come after them.
    if (numUpdatedRows === 0n) return
    await takeInFailures(tx, { id: row.id, category }, failures)
    if ((await takeIn(tx, { id: row.id, category }, items)) > 0) await askIndex(tx)
    await keepReaders(tx, row.id, readers)
  })
}

/** In a transaction: who may see these things, by their ids at the source, where that is not what is known. */
async function keepReaders(tx: Context, sourceId: string, readers: ReadonlyMap<string, string[]>): Promise<void> {
  if (readers.size === 0) return
  const documents = await store
    .from(tx, 'memory_document')
    .select(['id', 'source_id', 'external_id'])
    .where('source_id', '=', sourceId)
    .where('external_id', 'in', [...readers.keys()])
    .execute()
  const known = await store
    .from(tx, 'memory_access')
    .select(['document_id', 'principal'])
    .where(
      'document_id',
      'in',
      documents.map(({ id }) => id),
    )
    .execute()
  const before = Map.groupBy(known, ({ document_id }) => document_id)
  for (const document of documents) {
    const now = readers.get(document.external_id) ?? []
    const was = (before.get(document.id) ?? []).map(({ principal }) => principal)
    if (now.toSorted().join('\n') !== was.toSorted().join('\n')) await setReaders(tx, document, now)
  }
}

async function forgetExternal(deps: SyncDeps, ctx: Context, row: SourceTable, external: readonly string[]): Promise<void> {
  if (external.length === 0) return
  const rows = await store
    .from(ctx, 'memory_document')
    .select('id')
    .where('source_id', '=', row.id)
    .where('external_id', 'in', external)
    .execute()
  await forgetInParts(
    deps,
    ctx,
    rows.map(({ id }) => id),
  )
}

/** Documents forgotten in one transaction. */
const forgottenTogether = 100

async function forgetInParts({ unitOfWork }: SyncDeps, ctx: Context, ids: string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += forgottenTogether) {
    ctx.signal.throwIfAborted()
    await unitOfWork.writing(ctx, tx => forgetDocuments(tx, ids.slice(from, from + forgottenTogether)))
  }
}

/**
 * Documents whose thing is not at the source any more. A source that cannot list its ids keeps what it has, and what lies below something that
 * could not be looked at is not known to be gone.
 */
async function forgetMissing(deps: SyncDeps, ctx: Context, row: SourceTable, source: Source): Promise<void> {
  if (!source.ids) return
  const there = new Set<string>()
  for await (const ids of source.ids(ctx)) for (const id of ids) there.add(id)
  const rows = await store
    .from(ctx, 'memory_document')
    .select(['id', 'external_id', 'source_version'])
    .where('source_id', '=', row.id)
    .execute()
  // What was found in a document goes with it.
  const inside = await store.from(ctx, 'memory_file').select('id').where('parent_id', 'is not', null).execute()
  const found = new Set(inside.map(({ id }) => id))
  const read = new Set(rows.filter(({ source_version }) => source_version !== unseen).map(({ external_id }) => external_id))
  const hidden = (id: string) => above(id).some(folder => there.has(folder) && !read.has(folder))
  const gone = rows.filter(({ id, external_id }) => !there.has(external_id) && !found.has(id) && !hidden(external_id)).map(({ id }) => id)
  await forgetInParts(deps, ctx, gone)
}

/** The folders a path lies in: `a/b/c` in `a` and `a/b`. */
const above = (path: string): string[] => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))
