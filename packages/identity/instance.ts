import type { Context } from '@atom/kernel'
import type { Kysely } from 'kysely'
import type { SignUp } from './auth/sign-up-policy.ts'
import { type IdentityTables, store } from './store.ts'

/** What the sign-in page may know before anybody has signed in. */
export interface Instance {
  /** Whether an account can be made now: by anybody, by invitation only, or not at all. */
  signUp: SignUp
  /** Nobody has an account yet. */
  empty: boolean
}

export async function readInstance(kysely: Kysely<IdentityTables>, policy: SignUp | undefined): Promise<Instance> {
  const empty = !(await kysely.selectFrom('instance').select('id').executeTakeFirst())
  if (policy === 'open' || policy === 'closed') return { signUp: policy, empty }
  return { signUp: empty ? 'open' : 'invite', empty }
}

/** Whether the caller is the person whose account was the first here. */
export async function ownsInstance(ctx: Context): Promise<boolean> {
  const instance = await store.db(ctx).selectFrom('instance').select('owner_id').executeTakeFirst()
  return instance?.owner_id === ctx.person.id
}
