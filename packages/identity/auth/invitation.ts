import type { Clock, Role } from '@atom/kernel'
import { APIError } from 'better-auth/api'
import type { Kysely } from 'kysely'
import type { IdentityTables, InvitationTable } from '../store.ts'
import { hashOf } from '../token.ts'

/** Is told of who came into a workspace by an invitation, once that is durable. */
export type Joined = (member: { workspaceId: string; personId: string; role: Role }) => Promise<void>

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

/** Makes the person a member, and the invitation used. @throws INVITATION_UNUSABLE when somebody else was faster */
export async function join(tx: Kysely<IdentityTables>, invitation: InvitationTable, personId: string, now: string): Promise<void> {
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
}
