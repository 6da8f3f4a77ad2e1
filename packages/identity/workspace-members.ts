import type { Context, Role } from '@atom/kernel'
import { callers } from './callers.ts'
import { identityErrors } from './errors.ts'
import { atLeast } from './permission.ts'
import { type MembershipTable, store } from './store.ts'

/**
 * Makes changes to who belongs to a workspace take turns: of two owners who demote each other at once, on PostgreSQL too, one is refused.
 * Nobody's rights are remembered until the change is durable.
 */
export async function changeMembers(ctx: Context): Promise<void> {
  callers.forgetWith(ctx)
  await store
    .db(ctx)
    .updateTable('workspace')
    .set({ updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', ctx.workspaceId)
    .execute()
}

/** A member whose role reaches no higher than the caller's. @throws identity.member_not_found, identity.member_above_you */
export async function memberBelow(ctx: Context, id: string): Promise<MembershipTable> {
  const member = await store.from(ctx, 'membership').selectAll().where('person_id', '=', id).executeTakeFirst()
  if (!member) throw identityErrors.member_not_found()
  if (!atLeast(ctx.role, member.role)) throw identityErrors.member_above_you()
  return member
}

/** @throws identity.last_owner when there would be no owner without this one */
export async function keepAnOwner(ctx: Context, { person_id, role }: { person_id: string; role: Role }): Promise<void> {
  if (role !== 'owner') return
  const other = await store
    .from(ctx, 'membership')
    .select('person_id')
    .where('role', '=', 'owner')
    .where('person_id', '!=', person_id)
    .executeTakeFirst()
  if (!other) throw identityErrors.last_owner()
}

/**
 * Ends a membership, of which the name stays, the keys that came with it, so that they do not come back with a later invitation, and the links it made that lead in. Who belongs nowhere else is signed out
 * everywhere. Streams ask again whether their caller is still allowed, and end.
 */
export async function endMembership(ctx: Context, id: string): Promise<void> {
  const db = store.db(ctx)
  const now = ctx.clock.now().toISOString()
  await store.remove(ctx, 'membership').where('person_id', '=', id).execute()
  await keepName(ctx, id)
  await store.update(ctx, 'api_key').set({ revoked_at: now }).where('person_id', '=', id).where('revoked_at', 'is', null).execute()
  await store.remove(ctx, 'invitation').where('created_by', '=', id).where('accepted_at', 'is', null).execute()
  const elsewhere = await db.selectFrom('membership').select('role').where('person_id', '=', id).executeTakeFirst()
  if (!elsewhere) await db.deleteFrom('session').where('userId', '=', id).execute()
  await ctx.events.publish(ctx, { name: 'member.left', data: { id } })
}

async function keepName(ctx: Context, id: string): Promise<void> {
  const { name } = await store.db(ctx).selectFrom('user').select('name').where('id', '=', id).executeTakeFirstOrThrow()
  await store.remove(ctx, 'former_member').where('person_id', '=', id).execute()
  await store.insert(ctx, 'former_member', { person_id: id, name }).execute()
}
