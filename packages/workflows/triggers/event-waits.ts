import type { AtomEvent } from '@atom/events'
import type { Context } from '@atom/kernel'
import { sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { store, type WaitpointTable } from '../store.ts'
import { conditionOf } from './condition.ts'

/** A run that waits for an event. */
export interface EventWait {
  run_id: string
  id: string
  match: string | null
}

/** Runs that waited for such an event when it happened. */
export const waitsFor = (ctx: Context, { name, id }: Pick<AtomEvent, 'name' | 'id'>): Promise<EventWait[]> =>
  store
    .from(ctx, 'waitpoint')
    .select(['run_id', 'id', 'match'])
    .where('kind', '=', 'event')
    .where('subject', '=', name)
    // Not a parameter: the index is one of those that wait, which a plan can only know from the text.
    .where('status', '=', sql.lit('pending'))
    // Ids sort by when they were made: one that began to wait since then waits for the next.
    .where('id', '<', id)
    .execute()

export const isDecidedAtOnce = ({ match }: EventWait): boolean => match === null || conditionOf(match).atOnce

/** Has something come in time for this wait of which is not known yet whether it is what it waits for? */
export async function mayHaveCome(tx: Context, { id, subject, match, until }: Pick<WaitpointTable, 'id' | 'subject' | 'match' | 'until'>) {
  if (subject === null || until === null || match === null || conditionOf(match).atOnce) return false
  const found = await store
    .from(tx, 'event_undecided')
    .select('event_id')
    .where('name', '=', subject)
    .where('event_id', '>', id)
    .where('at', '<=', until)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The run goes on, in the caller's transaction. `seen`: the event as expressions see it. */
export const wake = (tx: Context, engine: Engine, { run_id, id }: EventWait, seen: Record<string, unknown>): Promise<boolean> =>
  engine.settle(tx, run_id, id, { status: 'done', result: seen })
