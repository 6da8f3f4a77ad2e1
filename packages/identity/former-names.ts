import { type Context, isId } from '@atom/kernel'
import { store } from './store.ts'

/** What those were called who have been members here, by id. */
export async function formerNames(ctx: Context, words: readonly string[]): Promise<Map<string, string>> {
  const ids = words.filter(isId)
  if (ids.length === 0) return new Map()
  const rows = await store.from(ctx, 'former_member').select(['person_id', 'name']).where('person_id', 'in', ids).execute()
  return new Map(rows.map(({ person_id, name }) => [person_id, name]))
}
