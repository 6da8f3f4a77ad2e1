import { type Context, fingerprint } from '@atom/kernel'
import { store } from '../store.ts'
import type { EventRow } from './record.ts'

/** 16 hexadecimal digits of all that people write of an event, and whether it is there; rows of one mark are the same to them. */
export const markOf = (row: EventRow): string => {
  const { title, start, end, all_day, time_zone, rrule, except, people, location, notes, series_id, deleted_at } = row
  const shown = { title, start, end, all_day, time_zone, rrule, except, people, location, notes, series_id, there: deleted_at === null }
  return fingerprint('calendar_event', shown).slice(0, 16)
}

/** What an import does to events within one transaction, as each was before. */
export class ImportChanges {
  readonly #before = new Map<string, EventRow | null>()

  makes(id: string): void {
    this.#before.set(id, null)
  }

  /** To be told before the row is changed; only the first time counts. */
  changes(row: EventRow): void {
    if (!this.#before.has(row.id)) this.#before.set(row.id, { ...row })
  }

  /**
   * Writes down what was done, at the end of the transaction. What the same import did to an event earlier is gone on with, so that one
   * undo takes back both; where somebody changed the event in between, their version is the one to put back.
   */
  async keep(tx: Context, importId: string): Promise<void> {
    const ids = [...this.#before.keys()]
    if (ids.length === 0) return
    const rows = await store.from(tx, 'calendar_event').selectAll().where('id', 'in', ids).execute()
    const earlier = await store
      .from(tx, 'calendar_import_change')
      .select(['event_id', 'before', 'mark'])
      .where('import_id', '=', importId)
      .where('event_id', 'in', ids)
      .execute()
    const known = new Map(earlier.map(change => [change.event_id, change]))
    const created_at = tx.clock.now().toISOString()
    const changes = rows.map(row => {
      const before = this.#before.get(row.id) ?? null
      const first = known.get(row.id)
      const goesOn = first && before && first.mark === markOf(before)
      return {
        import_id: importId,
        event_id: row.id,
        before: goesOn ? first.before : before && JSON.stringify(before),
        mark: markOf(row),
        created_at,
      }
    })
    await store
      .insert(tx, 'calendar_import_change', changes)
      .onConflict(of =>
        of
          .columns(['workspace_id', 'import_id', 'event_id'])
          .doUpdateSet(to => ({ before: to.ref('excluded.before'), mark: to.ref('excluded.mark') })),
      )
      .execute()
  }
}
