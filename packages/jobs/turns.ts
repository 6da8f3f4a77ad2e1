import { type Kysely, sql } from 'kysely'
import type { JobTable } from './store.ts'

interface Due {
  /** UTC ISO 8601. */
  now: string
  limit: number
}

/**
 * Whose job is next. While all that is due fits, the oldest go first. When more waits, workspaces take turns with their oldest, so that
 * ten thousand jobs of one hold up one of another by a few at most.
 */
export class Turns {
  /** The workspace whose turn was last. */
  #last = ''

  /** @returns ids of due jobs, at most `limit` */
  async next(db: Kysely<{ job: JobTable }>, { now, limit }: Due): Promise<string[]> {
    const oldest = await oldestDue(db, { now, limit: limit + 1 })
    if (oldest.length <= limit) return oldest
    const heads = await headsAfter(db, this.#last, { now, limit })
    if (heads.length < limit && this.#last !== '') {
      const wrapped = await headsAfter(db, '', { now, limit: limit - heads.length })
      heads.push(...wrapped.filter(head => !heads.some(other => other.id === head.id)))
    }
    this.#last = heads.at(-1)?.workspace_id ?? ''
    const ids = heads.map(head => head.id)
    return [...ids, ...oldest.filter(id => !ids.includes(id))].slice(0, limit)
  }
}

/** Index job_due. */
async function oldestDue(db: Kysely<{ job: JobTable }>, { now, limit }: Due): Promise<string[]> {
  const rows = await db
    .selectFrom('job')
    .select('id')
    .where('status', '=', 'queued')
    .where('run_at', '<=', now)
    .orderBy('run_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}

/** The oldest due job of each workspace behind this one, by two look-ups in job_turn per workspace, however many jobs each has. */
async function headsAfter(
  db: Kysely<{ job: JobTable }>,
  last: string,
  { now, limit }: Due,
): Promise<{ workspace_id: string; id: string }[]> {
  const { rows } = await headsQuery(last, now, limit).execute(db)
  return rows
}

export const headsQuery = (last: string, now: string, limit: number) => sql<{ workspace_id: string; id: string }>`
  with recursive turn(workspace_id) as (
    select (select min(workspace_id) from job where status = 'queued' and workspace_id > ${last})
    union all
    select (select min(workspace_id) from job where status = 'queued' and workspace_id > turn.workspace_id)
    from turn where turn.workspace_id is not null
  ),
  head as (
    select turn.workspace_id, (
      select id from job
      where status = 'queued' and job.workspace_id = turn.workspace_id and run_at <= ${now}
      order by run_at, id limit 1
    ) as id
    from turn where turn.workspace_id is not null
  )
  select workspace_id, id from head where id is not null limit ${limit}`
