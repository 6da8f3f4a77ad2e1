import type { Context } from '@atom/kernel'
import { store } from '../store.ts'

/** Names of those projects that are not deleted, by id. */
export async function projectNames(ctx: Context, ids: (string | null)[]): Promise<Map<string, string>> {
  const named = [...new Set(ids.filter(id => id !== null))]
  if (named.length === 0) return new Map()
  const rows = await store.from(ctx, 'project').select(['id', 'name']).where('id', 'in', named).where('deleted_at', 'is', null).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
