import type { Context } from '@atom/kernel'
import type { AtomEvent } from './event-bus.ts'
import { store } from './store.ts'

const most = 500

/** What came from outside is for the automations it starts, and may be large: streams do not carry it. */
const fromOutside = 'hook.%'

/** Events of the workspace after a known one, oldest first, at most 500: what a stream missed while it was away. Ids sort by time. */
export async function eventsAfter(ctx: Context, id: string): Promise<AtomEvent[]> {
  return read(streamed(ctx).where('id', '>', id))
}

/** Milliseconds: transactions may end this much later than their events’ ids say. */
const overlap = 10_000

/** Events of the workspace of the ten seconds before a known one, oldest first, at most 500: which of them became durable only after it their ids do not tell. */
export async function eventsBefore(ctx: Context, id: string): Promise<AtomEvent[]> {
  const at = Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
  if (Number.isNaN(at)) return []
  const rows = await read(
    streamed(ctx)
      .where('id', '<', id)
      .where('id', '>', firstIdAt(new Date(Math.max(0, at - overlap)).toISOString())),
    'desc',
  )
  return rows.reverse()
}

/** Events of the workspace from a moment on (UTC ISO 8601), oldest first, at most 500. */
export async function eventsSince(ctx: Context, at: string): Promise<AtomEvent[]> {
  return read(streamed(ctx).where('id', '>', firstIdAt(at)))
}

/** Ids read in one statement, of which most are known. */
const mostIds = 5_000

/**
 * All events of the workspace from a moment on (UTC ISO 8601) that are not known, oldest first, however many; for who looks again and again over
 * the same seconds. Ids are looked through, and only what is new is read whole.
 */
export async function eventsUnknown(ctx: Context, at: string, known: (id: string) => boolean): Promise<AtomEvent[]> {
  const fresh: string[] = []
  for (let last: string | undefined = firstIdAt(at); last !== undefined; ) {
    const ids: { id: string }[] = await fromInside(ctx).select('id').where('id', '>', last).orderBy('id').limit(mostIds).execute()
    for (const { id } of ids) if (!known(id)) fresh.push(id)
    last = ids.length < mostIds ? undefined : ids.at(-1)?.id
  }
  const events: AtomEvent[] = []
  for (let n = 0; n < fresh.length; n += most) events.push(...(await read(streamed(ctx).where('id', 'in', fresh.slice(n, n + most)))))
  return events
}

const fromInside = (ctx: Context) => store.from(ctx, 'event_log').where('name', 'not like', fromOutside)
const streamed = (ctx: Context) => fromInside(ctx).selectAll('event_log')

async function read(query: ReturnType<typeof streamed>, order: 'asc' | 'desc' = 'asc'): Promise<AtomEvent[]> {
  const rows = await query.orderBy('id', order).limit(most).execute()
  return rows.map(row => ({ id: row.id, workspaceId: row.workspace_id, name: row.name, data: JSON.parse(row.data), at: row.at }))
}

/** No id made at that moment sorts before it: ids begin with their time in milliseconds. */
function firstIdAt(at: string): string {
  const hex = Date.parse(at).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

/** Removes events older than a moment (UTC ISO 8601) in every workspace; a chunk at a time so that writers are never held up long. @returns how many went */
export async function pruneEvents(ctx: Context, before: string): Promise<number> {
  const { numDeletedRows } = await store
    .db(ctx)
    .deleteFrom('event_log')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('workspace_id', 'id'),
        'in',
        selectFrom('event_log')
          .select(['workspace_id', 'id'])
          .where('at', '<', before)
          .where('kept', '=', 0)
          .limit(1000)
          .$asTuple('workspace_id', 'id'),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
