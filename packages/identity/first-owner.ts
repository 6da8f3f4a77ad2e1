import type { Context } from '@atom/kernel'
import { store } from './store.ts'

/** The id of the workspace's owner who joined first: to whom falls what somebody who left was to be told. */
export async function firstOwner(ctx: Context): Promise<string | undefined> {
  const row = await store
    .from(ctx, 'membership')
    .select('person_id')
    .where('role', '=', 'owner')
    .orderBy('created_at')
    .orderBy('person_id')
    .executeTakeFirst()
  return row?.person_id
}
