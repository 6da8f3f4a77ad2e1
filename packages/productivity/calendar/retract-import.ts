import { type Context, kernelErrors } from '@atom/kernel'
import { announce, softDelete } from '../record-store.ts'
import { exceptionsOf } from '../series.ts'
import { store } from '../store.ts'
import { markOf } from './import-changes.ts'
import { endImport } from './import-job.ts'
import { standingFor } from './occurrence-named.ts'
import type { EventRow } from './record.ts'

/** Events looked at in one statement. */
const together = 500

interface Retracted {
  id: string
  /** Events the import had made, which are gone again. */
  removed: number
  /** Events it had changed or taken away, which are as they were. */
  restored: number
  /** Events somebody changed since, which stay as they are. */
  kept: number
}

/** In a transaction: takes back all an import did that nobody changed since; one that is under way ends. @throws kernel.not_found where it did nothing */
export async function retractImport(ctx: Context, id: string): Promise<Retracted> {
  const ended = await endImport(ctx, id)
  const changes = await store
    .from(ctx, 'calendar_import_change')
    .select(['event_id', 'before', 'mark'])
    .where('import_id', '=', id)
    .execute()
  if (changes.length === 0 && !ended) throw kernelErrors.not_found({ what: 'import', words: id })
  const made: string[] = []
  const changed: { now: EventRow; before: EventRow }[] = []
  for (let n = 0; n < changes.length; n += together) {
    const part = changes.slice(n, n + together)
    const ids = part.map(({ event_id }) => event_id)
    const rows = await store.from(ctx, 'calendar_event').selectAll().where('id', 'in', ids).execute()
    const byId = new Map(rows.map(row => [row.id, row]))
    for (const { event_id, before, mark } of part) {
      const now = byId.get(event_id)
      if (!now || markOf(now) !== mark) continue
      if (before === null) made.push(event_id)
      else changed.push({ now, before: JSON.parse(before) as EventRow })
    }
  }
  const removed = (await softDelete(ctx, 'calendar_event', made)).length
  for (const { now, before } of changed) await putBack(ctx, now, before)
  await store.remove(ctx, 'calendar_import_change').where('import_id', '=', id).execute()
  return { id, removed, restored: changed.length, kept: changes.length - made.length - changed.length }
}

async function putBack(ctx: Context, now: EventRow, before: EventRow): Promise<void> {
  const { workspace_id: _, id, created_by: __, created_at: ___, ...columns } = before
  // A date that another event stands for, which stays, is still left out.
  const alone = before.rrule === null ? [] : (await standingFor(ctx, id)).map(({ series_date }) => series_date as string)
  const except = JSON.stringify([...new Set([...exceptionsOf(before), ...alone])])
  const updated_at = ctx.clock.now().toISOString()
  await store
    .update(ctx, 'calendar_event')
    .set({ ...columns, except, updated_at })
    .where('id', '=', id)
    .execute()
  await announce(ctx, 'calendar_event', now.deleted_at === null ? 'updated' : 'created', id, {
    title: before.title,
    start: before.start,
    end: before.end,
  })
}
