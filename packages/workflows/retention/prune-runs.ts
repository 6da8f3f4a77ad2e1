import type { Context } from '@atom/kernel'
import { sql } from 'kysely'
import type { Settings } from '../graph/schema.ts'
import { store } from '../store.ts'

const day = 86_400_000
/** Days a run is kept after its end, unless the live version of its workflow says otherwise. What went wrong is looked at later. */
const keptDays = 30
const keptDaysFailed = 90

/** Rows that one transaction removes, so that no writer waits long: some 20 ms of work. */
const chunk = 500

/**
 * Removes ended runs whose time is over, with all that belongs to them, a chunk at a time, in all workspaces. The event a run was about is
 * kept no longer than the last run that is about it. `now`: UTC ISO 8601. @returns how many rows went
 */
export async function pruneRuns(tx: Context, now: string): Promise<number> {
  let gone = 0
  const workflows = await store
    .db(tx)
    .selectFrom('workflow')
    .leftJoin('workflow_version', join =>
      join
        .onRef('workflow_version.workspace_id', '=', 'workflow.workspace_id')
        .onRef('workflow_version.workflow_id', '=', 'workflow.id')
        .onRef('workflow_version.version', '=', 'workflow.version'),
    )
    // Of one that was never published there are trials of its draft alone.
    .select(eb => ['workflow.workspace_id', 'workflow.id', eb.fn.coalesce('workflow_version.graph', 'workflow.graph').as('graph')])
    .orderBy('workflow.id')
    .execute()
  for (const workflow of workflows) {
    for (const run of await over(tx, workflow, now, chunk - gone)) {
      gone += await removeRun(tx, run, chunk - gone)
      if (gone >= chunk) return gone
    }
  }
  return gone
}

interface OldRun {
  workspace_id: string
  id: string
  event_id: string | null
}

async function over(
  tx: Context,
  { workspace_id, id, graph }: { workspace_id: string; id: string; graph: string },
  now: string,
  limit: number,
): Promise<OldRun[]> {
  const { retentionDays } = (JSON.parse(graph).settings ?? {}) as Settings
  const before = (days: number) => new Date(Date.parse(now) - (retentionDays ?? days) * day).toISOString()
  return (
    store
      .db(tx)
      .selectFrom('run')
      .select(['workspace_id', 'id', 'event_id'])
      .where('workspace_id', '=', workspace_id)
      .where('workflow_id', '=', id)
      // Ids sort by time, and none ends before it begins: only those that are old are looked at.
      .where('id', '<', idAt(before(keptDays)))
      .where(eb =>
        eb.or([
          eb.and([eb('status', 'in', ['succeeded', 'cancelled']), eb('finished_at', '<', before(keptDays))]),
          eb.and([eb('status', '=', 'failed'), eb('finished_at', '<', before(keptDaysFailed))]),
        ]),
      )
      .orderBy('id')
      .limit(limit)
      .execute()
  )
}

/** Below every id made from then on. */
function idAt(iso: string): string {
  const hex = Date.parse(iso).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

/** Removes a run, or as many of its rows as may go now. @returns how many went */
async function removeRun(tx: Context, { workspace_id, id, event_id }: OldRun, most: number): Promise<number> {
  const db = store.db(tx)
  let gone = 0
  for (const [table, key] of [
    ['run_blob', 'id'],
    ['waitpoint', 'id'],
    ['step', 'seq'],
  ] as const) {
    const some = sql`select ${sql.ref(key)} from ${sql.table(table)} where run_id = ${id} limit ${sql.lit(most - gone)}`
    const { numAffectedRows = 0n } =
      await sql`delete from ${sql.table(table)} where run_id = ${id} and ${sql.ref(key)} in (${some})`.execute(db)
    gone += Number(numAffectedRows)
    if (gone >= most) return gone
  }
  await db.deleteFrom('run').where('workspace_id', '=', workspace_id).where('id', '=', id).execute()
  if (event_id !== null) await letGoOfEvent(tx, workspace_id, event_id)
  return gone + 1
}

/** An event no run is about any more goes like any other. */
async function letGoOfEvent(tx: Context, workspaceId: string, eventId: string): Promise<void> {
  const db = store.db(tx)
  const own = db.selectFrom('run').select('id').where('workspace_id', '=', workspaceId)
  // A webhook's event and its run have the same id; all other runs that are about an event stand in the index run_event.
  if (await own.where('id', '=', eventId).executeTakeFirst()) return
  if (await own.where('event_id', '=', eventId).where(isIndexed).executeTakeFirst()) return
  await db.updateTable('event_log').set({ kept: 0 }).where('workspace_id', '=', workspaceId).where('id', '=', eventId).execute()
}

const isIndexed = sql<boolean>`("trigger" <> 'webhook' or origin_run is not null)`
