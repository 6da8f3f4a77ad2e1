import type { Context } from '@atom/kernel'
import { store } from './store.ts'

const idsOf = (actors: readonly string[], kind: 'person' | 'key'): string[] => [
  ...new Set(actors.filter(actor => actor.startsWith(`${kind}:`)).map(actor => actor.slice(kind.length + 1))),
]

/**
 * Who these actors of the workspace's audit log are, as people call them, by actor: “Ana Reyes”, “Ana Reyes, key “backup””.
 * People who left and keys that were revoked are still called by their names.
 */
export async function namesOfActors(ctx: Context, actors: readonly string[]): Promise<Map<string, string>> {
  const people = idsOf(actors, 'person')
  const keys = idsOf(actors, 'key')
  const db = store.db(ctx)
  const named = people.length === 0 ? [] : await db.selectFrom('user').select(['id', 'name']).where('id', 'in', people).execute()
  const held =
    keys.length === 0
      ? []
      : await db
          .selectFrom('api_key')
          .innerJoin('user', 'user.id', 'api_key.person_id')
          .select(['api_key.id as id', 'api_key.name as key', 'user.name as name'])
          .where('api_key.workspace_id', '=', ctx.workspaceId)
          .where('api_key.id', 'in', keys)
          .execute()
  return new Map([
    ...named.map(({ id, name }) => [`person:${id}`, name] as const),
    ...held.map(({ id, key, name }) => [`key:${id}`, `${name}, key “${key}”`] as const),
  ])
}
