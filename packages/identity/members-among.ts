import type { Context, Person } from '@atom/kernel'
import { members, personOf } from './caller.ts'
import { store } from './store.ts'

/** Those of these ids that are members of the workspace, by id. None given, none asked. */
export async function membersAmong(ctx: Context, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await members(store.db(ctx))
    .where('membership.workspace_id', '=', ctx.workspaceId)
    .where('membership.person_id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.person_id, personOf(row)]))
}
