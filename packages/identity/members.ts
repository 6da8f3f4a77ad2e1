import type { Context, Person } from '@atom/kernel'
import { members, personOf } from './caller.ts'
import { store } from './store.ts'

/** The members of this workspace among these ids, by id. Ids of others, and words that are no id, are simply missing. */
export async function membersAmong(ctx: Context, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await members(store.db(ctx))
    .where('membership.workspace_id', '=', ctx.workspaceId)
    .where('membership.person_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(row => [row.person_id, personOf(row)]))
}
