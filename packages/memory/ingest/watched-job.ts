import type { MemoryJob } from '@atom/contracts'
import { type Context, inZone, kernelErrors, type UnitOfWork } from '@atom/kernel'
import { visibleTo } from '../documents/visible.ts'
import { type MemoryJobTable, store } from '../store.ts'
import { unending } from './one-at-a-time.ts'

/** The row of reading what is queued. */
export const indexJobId = 'index'
/** The row of embedding everything anew. */
export const reembedJobId = 'reembed'
/** The row of a source's sync. */
export const syncJobId = (sourceId: string): string => `sync.${sourceId}`

const begun = { done: 0, total: null, note: null, error_message: null, started_at: null, finished_at: null }

/** In a transaction: says that work waits, unless it is under way. */
export async function showQueued(tx: Context, job: Pick<MemoryJobTable, 'id' | 'kind' | 'source_id'>): Promise<void> {
  const row = { ...begun, status: 'queued' as const, updated_at: tx.clock.now().toISOString() }
  await store
    .insert(tx, 'memory_job', { ...job, ...row })
    .onConflict(c => c.columns(['workspace_id', 'id']).doUpdateSet(row).where('memory_job.status', '!=', 'running'))
    .execute()
}

/** Milliseconds between two writes of how far work is. */
const every = 500

/** Work of memory while it runs, as people watch it. */
export class WatchedJob {
  readonly #unitOfWork: UnitOfWork
  readonly #ctx: Context
  readonly #job: Pick<MemoryJobTable, 'id' | 'kind' | 'source_id'>
  #told = 0

  constructor(unitOfWork: UnitOfWork, ctx: Context, job: Pick<MemoryJobTable, 'id' | 'kind' | 'source_id'>) {
    this.#unitOfWork = unitOfWork
    this.#ctx = ctx
    this.#job = job
  }

  async begin(): Promise<void> {
    const now = this.#ctx.clock.now().toISOString()
    const row = { ...begun, status: 'running' as const, started_at: now, updated_at: now }
    await this.#unitOfWork.writing(this.#ctx, async tx => {
      await store
        .insert(tx, 'memory_job', { ...this.#job, ...row })
        .onConflict(c => c.columns(['workspace_id', 'id']).doUpdateSet(row))
        .execute()
      await this.#tell(tx)
    })
  }

  /** How far it is; asked and written twice a second at most. */
  async progress(how: () => Promise<{ done: number; total?: number; note?: string }>): Promise<void> {
    if (performance.now() - this.#told < every) return
    this.#told = performance.now()
    const { done, total, note } = await how()
    await this.#set({ done, total: total ?? null, note: note ?? null })
  }

  /** Its last word. A job that was cancelled stays cancelled. */
  async end(how: { status: 'done' | 'failed' | 'queued'; done?: number; total?: number; error_message?: string }): Promise<void> {
    await this.#set({ ...how, note: null, ...(how.status === 'queued' ? {} : { finished_at: this.#ctx.clock.now().toISOString() }) }, tx =>
      this.#tell(tx),
    )
  }

  /** That it began or ended: who watches asks how far it is in between. */
  #tell(tx: Context): Promise<void> {
    return tx.events.publish(tx, { name: 'memory.changed', data: { id: this.#job.id } })
  }

  /** Written though the job's signal has ended: how it ended must be known. */
  async #set(columns: Partial<MemoryJobTable>, then?: (tx: Context) => Promise<void>): Promise<void> {
    await this.#unitOfWork.writing(unending(this.#ctx), async tx => {
      await store
        .update(tx, 'memory_job')
        .set({ ...columns, updated_at: tx.clock.now().toISOString() })
        .where('id', '=', this.#job.id)
        .where('status', '=', 'running')
        .execute()
      await then?.(tx)
    })
  }
}

/** Work of this workspace, what goes on first; of sources, those the person may see. */
export async function listJobs(ctx: Context): Promise<MemoryJob[]> {
  const { sources } = await visibleTo(ctx)
  const rows = await store
    .from(ctx, 'memory_job')
    .leftJoin('memory_source', join =>
      join.onRef('memory_source.workspace_id', '=', 'memory_job.workspace_id').onRef('memory_source.id', '=', 'memory_job.source_id'),
    )
    .selectAll('memory_job')
    .select('memory_source.name as source_name')
    .orderBy('memory_job.updated_at', 'desc')
    .orderBy('memory_job.id')
    .execute()
  const rank = { running: 0, queued: 1, failed: 2, cancelled: 2, done: 2 }
  return rows
    .filter(({ source_id }) => source_id === null || sources.includes(source_id))
    .map(row => shown(ctx, row, row.source_name))
    .sort((a, b) => rank[a.status] - rank[b.status])
}

/** @throws kernel.not_found */
export async function findJob(ctx: Context, id: string): Promise<MemoryJob> {
  const job = (await listJobs(ctx)).find(other => other.id === id)
  if (!job) throw kernelErrors.not_found({ what: 'job', words: id })
  return job
}

const titleOf = (kind: MemoryJobTable['kind'], sourceName: string | null): string =>
  kind === 'index' ? 'Reading documents' : kind === 'reembed' ? 'Embedding everything anew' : `Comparing ${sourceName ?? 'a source'}`

function shown(ctx: Context, row: MemoryJobTable, sourceName: string | null): MemoryJob {
  const zone = ctx.person.timeZone
  const until = row.finished_at ?? ctx.clock.now().toISOString()
  const minutes = row.started_at === null ? 0 : (Date.parse(until) - Date.parse(row.started_at)) / 60_000
  const perMinute = row.done > 0 && minutes > 0 ? row.done / minutes : undefined
  const left = row.total === null ? undefined : row.total - row.done
  return {
    id: row.id,
    kind: row.kind,
    ...(row.source_id === null ? {} : { source: row.source_id }),
    title: titleOf(row.kind, sourceName),
    status: row.status,
    done: row.done,
    ...(row.total === null ? {} : { total: row.total }),
    ...(perMinute === undefined ? {} : { perMinute: Math.round(perMinute * 10) / 10 }),
    ...(row.status === 'running' && perMinute !== undefined && left !== undefined
      ? { secondsLeft: Math.max(0, Math.ceil((left / perMinute) * 60)) }
      : {}),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.error_message === null ? {} : { error: row.error_message }),
    ...(row.started_at === null ? {} : { startedAt: inZone(row.started_at, zone) }),
    ...(row.finished_at === null ? {} : { finishedAt: inZone(row.finished_at, zone) }),
  }
}
