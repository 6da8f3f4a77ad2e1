import type { Clock, Context } from '@atom/kernel'
import { APIError } from 'better-auth/api'
import type { Kysely } from 'kysely'
import { type IdentityTables, type InvitationTable, store } from '../store.ts'
import { hashOf } from '../token.ts'

export const unusable = () =>
  new APIError('FORBIDDEN', {
    code: 'INVITATION_UNUSABLE',
    message: 'This invitation was used already, has run out, is for another e-mail address, or never was one. Ask for a new one.',
  })

/** The invitation of a token that can still be used. With an e-mail address: by the person who has it. */
export async function invitationFor(
  db: Kysely<IdentityTables>,
  token: string | undefined,
  clock: Clock,
  email?: string,
): Promise<InvitationTable | undefined> {
  if (!token) return undefined
  let query = db
    .selectFrom('invitation')
    .selectAll()
    .where('hash', '=', hashOf(token))
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', clock.now().toISOString())
  if (email !== undefined) query = query.where(eb => eb.or([eb('email', 'is', null), eb('email', '=', email)]))
  return query.executeTakeFirst()
}

/** In a transaction: makes the person a member, and the invitation used, and tells of it. @throws INVITATION_UNUSABLE when somebody else was faster */
export async function join(ctx: Context, invitation: InvitationTable, personId: string): Promise<void> {
  const tx = store.db(ctx)
  const now = ctx.clock.now().toISOString()
  const accepted = await tx
    .updateTable('invitation')
    .set({ accepted_at: now })
    .where('workspace_id', '=', invitation.workspace_id)
    .where('id', '=', invitation.id)
    .where('accepted_at', 'is', null)
    .executeTakeFirst()
  if (accepted.numUpdatedRows !== 1n) throw unusable()
  await tx
    .insertInto('membership')
    .values({ workspace_id: invitation.workspace_id, person_id: personId, role: invitation.role, created_at: now })
    .execute()
  const there = { ...ctx, workspaceId: invitation.workspace_id }
  await ctx.events.publish(there, { name: 'member.joined', data: { id: personId, role: invitation.role } })
}
