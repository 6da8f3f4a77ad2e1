import type { CalendarImport } from '@atom/contracts'
import type { JobHandler } from '@atom/jobs'
import { AtomError, type Context, inZone, kernelErrors, newId, takeTurns, type UnitOfWork } from '@atom/kernel'
import { type Page, type PageRequest, paginate } from '@atom/storage'
import { productivityErrors } from '../errors.ts'
import { type CalendarImportTable, store } from '../store.ts'
import { together } from './import.ts'
import { keepEvents } from './keep-events.ts'
import { bothLeft, type LeftOut } from './left-out.ts'
import { readCalendar } from './read-icalendar.ts'

/** Kind of the job that goes through a calendar file. */
const importJob = 'calendar.import'

const attempts = 5

const keyOf = (id: string): string => `calendar-import:${id}`

type Row = CalendarImportTable
type Shown = Omit<Row, 'workspace_id' | 'ics' | 'created_by' | 'time_zone' | 'updated_at'>

const shown = [
  'id',
  'name',
  'status',
  'done',
  'total',
  'created',
  'updated',
  'skipped',
  'left',
  'error',
  'created_at',
  'finished_at',
] as const

function importOf(ctx: Context, row: Shown): CalendarImport {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    done: row.done,
    ...(row.total === null ? {} : { total: row.total }),
    created: row.created,
    updated: row.updated,
    skipped: row.skipped,
    left: JSON.parse(row.left) as LeftOut[],
    ...(row.error === null ? {} : { error: row.error }),
    createdAt: inZone(row.created_at, zone),
    ...(row.finished_at === null ? {} : { finishedAt: inZone(row.finished_at, zone) }),
  }
}

/** In a transaction: keeps a calendar text, and a job that goes through it. */
export async function startImport(ctx: Context, { ics, name = 'calendar.ics' }: { ics: string; name?: string }): Promise<CalendarImport> {
  const now = ctx.clock.now().toISOString()
  const row = {
    id: newId(),
    name,
    status: 'queued' as const,
    done: 0,
    total: null,
    created: 0,
    updated: 0,
    skipped: 0,
    left: '[]',
    ics,
    error: null,
    created_by: ctx.person.id,
    time_zone: ctx.person.timeZone,
    created_at: now,
    updated_at: now,
    finished_at: null,
  }
  await store.insert(ctx, 'calendar_import', row).execute()
  await ctx.jobs.enqueue(ctx, { kind: importJob, payload: { id: row.id }, key: keyOf(row.id) })
  return importOf(ctx, row)
}

/** @throws kernel.not_found */
export async function findImport(ctx: Context, id: string): Promise<CalendarImport> {
  const row = await store.from(ctx, 'calendar_import').select(shown).where('id', '=', id).executeTakeFirst()
  if (!row) throw kernelErrors.not_found({ what: 'import', words: id })
  return importOf(ctx, row)
}

/** The latest first. */
export async function pageOfImports(ctx: Context, page: PageRequest): Promise<Page<CalendarImport>> {
  const found = await paginate(store.from(ctx, 'calendar_import').select(shown), page, [{ column: 'id', order: 'desc' }])
  return { items: found.items.map(row => importOf(ctx, row)), nextCursor: found.nextCursor }
}

/** In a transaction: ends an import that is under way; what it kept stays. @throws kernel.not_found, productivity.import_ended */
export async function cancelImport(ctx: Context, id: string): Promise<CalendarImport> {
  const ended = await endImport(ctx, id)
  const now = await findImport(ctx, id)
  if (!ended) throw productivityErrors.import_ended()
  return now
}

/** In a transaction. @returns whether it was under way */
export async function endImport(ctx: Context, id: string): Promise<boolean> {
  const ended = await finish(ctx, id, { status: 'cancelled' })
  if (ended) await ctx.jobs.cancel(ctx, keyOf(id))
  return ended
}

/** In a transaction. @returns whether it was under way */
async function finish(tx: Context, id: string, end: { status: 'done' | 'cancelled' | 'failed'; error?: string }): Promise<boolean> {
  const now = tx.clock.now().toISOString()
  const { numUpdatedRows } = await store
    .update(tx, 'calendar_import')
    .set({ ...end, ics: '', updated_at: now, finished_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export interface ImportJobDeps {
  unitOfWork: UnitOfWork
  /** Whether this person of the context's workspace may write in it now. */
  mayWrite: (ctx: Context, personId: string) => Promise<boolean>
}

/**
 * Goes through a calendar file, a hundred events a transaction, each of which also says how far it came: whoever goes on after a crash begins there.
 * Before each it asks whether who began it may still write here.
 * A worker that is no longer the one, or is late for a cancel, finds in its first statement that it may write nothing.
 */
export const importCalendarJob = ({ unitOfWork, mayWrite }: ImportJobDeps): JobHandler => ({
  kind: importJob,
  attempts,
  async run(system, payload, job) {
    const id = String(payload.id)
    const row = await store.from(unitOfWork.reading(system), 'calendar_import').selectAll().where('id', '=', id).executeTakeFirst()
    if (row?.status !== 'queued' && row?.status !== 'running') return
    const ctx = { ...system, person: { ...system.person, id: row.created_by, timeZone: row.time_zone } }
    try {
      await goThrough(unitOfWork, ctx, row, () => mayWrite(ctx, row.created_by))
    } catch (error) {
      // A file that cannot be read stays so, however often it is tried; and who may not write here gets no second try.
      const final = AtomError.is(error) && (error.code === 'productivity.not_icalendar' || error.code === 'productivity.importer_left')
      if (!final && job.attempt < attempts) throw error
      const said = AtomError.is(error)
        ? error.message
        : 'It failed again and again. What it brought so far stays; import the file once more.'
      await unitOfWork.writing({ ...ctx, signal: new AbortController().signal }, tx => finish(tx, id, { status: 'failed', error: said }))
      if (!final) throw error
    }
  },
})

async function goThrough(unitOfWork: UnitOfWork, ctx: Context, row: Row, allowed: () => Promise<boolean>): Promise<void> {
  const text = await readCalendar(ctx, row.ics)
  const total = text.events.length + text.skipped
  let before = row
  if (row.total === null) {
    before = { ...row, status: 'running', total, done: text.skipped, skipped: text.skipped, left: JSON.stringify(text.left) }
    if (!(await unitOfWork.writing(ctx, tx => step(tx, row, before)))) return
  }
  for (let n = before.done - text.skipped; n < text.events.length; n += together) {
    if (!(await allowed())) throw productivityErrors.importer_left()
    const part = text.events.slice(n, n + together)
    const after = await unitOfWork.writing(ctx, async tx => {
      const moved = { ...before, done: before.done + part.length }
      if (!(await step(tx, before, moved))) return undefined
      const kept = await keepEvents(tx, part, row.id)
      const counted = {
        ...moved,
        created: before.created + kept.created,
        updated: before.updated + kept.updated,
        skipped: before.skipped + kept.skipped,
        left: JSON.stringify(bothLeft(JSON.parse(before.left) as LeftOut[], kept.left)),
      }
      await step(tx, moved, counted)
      return counted
    })
    if (!after) return
    before = after
    await takeTurns(ctx)
  }
  await unitOfWork.writing(ctx, tx => finish(tx, row.id, { status: 'done' }))
}

/** Writes how far it came, if it is where it was. @returns whether it was */
async function step(tx: Context, before: Row, after: Row): Promise<boolean> {
  const { status, done, total, created, updated, skipped, left } = after
  const { numUpdatedRows } = await store
    .update(tx, 'calendar_import')
    .set({ status, done, total, created, updated, skipped, left, updated_at: tx.clock.now().toISOString() })
    .where('id', '=', before.id)
    .where('status', '=', before.status)
    .where('done', '=', before.done)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
