import type { Person, Role } from '@atom/kernel'
import { serverTimeZone } from '@atom/kernel'
import type { Kysely } from 'kysely'
import type { IdentityTables } from './store.ts'

/** Who calls, and in which workspace: what a context is made of. */
export interface Caller {
  workspaceId: string
  person: Person
  role: Role
  /** `person:<id>` or `key:<id>`. */
  actor: string
  /** `session`: a browser's cookie, so that the server must check where an unsafe request comes from. */
  kind: 'session' | 'key' | 'token'
  /** A session's cookie that was renewed by this request; to be sent along. */
  setCookie?: string[]
}

/** Until a person says otherwise. */
const defaultLocale = 'en-GB'

export interface PersonRow {
  person_id: string
  name: string
  email: string
  time_zone: string | null
  locale: string | null
  workspace_id: string
  role: Role
}

export const personOf = (row: Omit<PersonRow, 'workspace_id' | 'role'>): Person => ({
  id: row.person_id,
  name: row.name,
  email: row.email,
  timeZone: row.time_zone ?? serverTimeZone(),
  locale: row.locale ?? defaultLocale,
})

/** A member with name and settings; the workspace joined first comes first. */
export const members = (kysely: Kysely<IdentityTables>) =>
  kysely
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.person_id')
    .leftJoin('person_settings', 'person_settings.person_id', 'membership.person_id')
    .select([
      'membership.person_id as person_id',
      'user.name as name',
      'user.email as email',
      'person_settings.time_zone as time_zone',
      'person_settings.locale as locale',
      'membership.workspace_id as workspace_id',
      'membership.role as role',
    ])

/** A person as a member of one workspace, or of the one joined first. For work that runs later on somebody's behalf, with the role of that moment. */
export async function callerFor(kysely: Kysely<IdentityTables>, personId: string, workspaceId?: string): Promise<PersonRow | undefined> {
  let query = members(kysely).where('membership.person_id', '=', personId)
  if (workspaceId !== undefined) query = query.where('membership.workspace_id', '=', workspaceId)
  return query.orderBy('membership.created_at').orderBy('membership.workspace_id').limit(1).executeTakeFirst()
}
