import { type Context, isId } from '@atom/kernel'
import { store } from './store.ts'

/**
 * What those who are no members here any more were called, by id; words that are no ids are nobody's. Who went on to another workspace is
 * told of there alone: here they are a former member.
 */
export async function formerNames(ctx: Context, words: readonly string[]): Promise<Map<string, string>> {
  const ids = words.filter(isId)
  if (ids.length === 0) return new Map()
  const rows = await store
    .db(ctx)
    .selectFrom('user')
    .leftJoin('membership', 'membership.person_id', 'user.id')
    .select(['user.id as id', 'user.name as name'])
    .where('user.id', 'in', ids)
    .where('membership.person_id', 'is', null)
    .execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return new Map(ids.map(id => [id, names.get(id) ?? 'A former member']))
}
