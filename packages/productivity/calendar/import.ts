import { type Context, defineSkill, newId, takeTurns, type UnitOfWork } from '@atom/kernel'
import { z } from 'zod'
import { type Kept, keepEvents } from './keep-events.ts'
import { bothLeft } from './left-out.ts'
import { readCalendar } from './read-icalendar.ts'

/** Events that are kept in one transaction. */
export const together = 100

/** Adds the events of an iCalendar text; an event whose UID is known is changed instead. Fires `event.created` or `event.updated` for each. */
export const importCalendar = (unitOfWork: UnitOfWork) =>
  defineSkill({
    id: 'calendar.import',
    title: 'Import a calendar',
    description: 'Adds the events of an iCalendar (.ics) text; events imported before are updated, not doubled.',
    effect: 'write',
    // Not one transaction but many: a large calendar would hold up everybody who writes.
    reach: 'outside',
    idempotency: 'key',
    internal: true,
    timeout: 120_000,
    input: z.object({ ics: z.string().min(1).max(10_000_000) }),
    output: z.object({
      created: z.number().int(),
      updated: z.number().int(),
      skipped: z.number().int(),
      left: z.array(z.object({ title: z.string(), reason: z.string() })).describe('Which were skipped, at most 50 of them, and why.'),
      ids: z.array(z.string()),
      importId: z.string(),
    }),
    examples: [],
    undo: ({ importId, created, updated }) =>
      created + updated > 0 ? { skill: 'calendar.retract-import', input: { id: importId } } : undefined,
    run: (ctx, { ics }) => importNow(unitOfWork, ctx, ics),
  })

/**
 * All of the text is read before anything is kept; then a hundred events are kept at a time, each hundred for good, so that others come in between.
 * Where it ends before its end (the time is up, the caller is gone, the machine stops), the same text again brings the rest and doubles nothing.
 * @throws productivity.not_icalendar
 */
async function importNow(unitOfWork: UnitOfWork, ctx: Context, ics: string): Promise<Kept & { importId: string }> {
  const importId = newId()
  const { events, skipped, left } = await readCalendar(ctx, ics)
  const result: Kept = { created: 0, updated: 0, skipped, left, ids: [] }
  for (let n = 0; n < events.length; n += together) {
    const kept = await unitOfWork.writing(ctx, tx => keepEvents(tx, events.slice(n, n + together), importId))
    result.created += kept.created
    result.updated += kept.updated
    result.skipped += kept.skipped
    result.left = bothLeft(result.left, kept.left)
    result.ids.push(...kept.ids)
    await takeTurns(ctx)
  }
  return { ...result, importId }
}
