import { Invitation, Member, MemberRole, pageOf, pageRequest, ResetLink } from '@atom/contracts'
import { type Context, defineSkill, kernelErrors, newId } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { makeResetToken } from '../auth/reset-link.ts'
import { members } from '../caller.ts'
import { identityErrors } from '../errors.ts'
import { atLeast } from '../permission.ts'
import { store } from '../store.ts'
import { hashOf, newToken } from '../token.ts'
import { changeMembers, endMembership, keepAnOwner, memberBelow } from '../workspace-members.ts'

const week = 7 * 86_400_000
const personId = z.string().min(1).max(100)

/** People of the workspace with when they joined. */
const joined = (ctx: Context) =>
  members(store.db(ctx)).select('membership.created_at as created_at').where('membership.workspace_id', '=', ctx.workspaceId)
type Joined = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number]

const memberOf = (row: Joined): Member => ({
  id: row.person_id,
  name: row.name,
  email: row.email,
  role: row.role,
  joinedAt: row.created_at,
})

/** @throws identity.member_not_found */
async function readMember(ctx: Context, id: string): Promise<Member> {
  const row = await joined(ctx).where('membership.person_id', '=', id).executeTakeFirst()
  if (!row) throw identityErrors.member_not_found()
  return memberOf(row)
}

export const listMembers = defineSkill({
  id: 'members.list',
  title: 'List the people of the workspace',
  description: 'Everybody who belongs to this workspace, in the order they joined.',
  effect: 'read',
  input: z.object(pageRequest),
  output: pageOf(Member),
  examples: [],
  route: 'GET /api/members',
  internal: true,
  async run(ctx, page) {
    const { items, nextCursor } = await paginate(joined(ctx), page, [
      { column: 'membership.created_at', order: 'asc' },
      { column: 'membership.person_id', order: 'asc' },
    ])
    return { items: items.map(memberOf), nextCursor }
  },
})

/** For undo. */
export const getMember = defineSkill({
  id: 'members.get',
  title: 'Show a person of the workspace',
  description: 'One member with their role.',
  effect: 'read',
  input: z.object({ id: personId }),
  output: Member,
  examples: [],
  internal: true,
  run: (ctx, { id }) => readMember(ctx, id),
})

export const inviteMember = defineSkill({
  id: 'members.invite',
  title: 'Invite somebody',
  description: 'Makes an invitation: whoever signs up with its token within a week joins this workspace. The token is shown once.',
  effect: 'write',
  input: z.object({
    email: z.email().max(254).describe('Only a person with this address may use it.').optional(),
    role: MemberRole.default('member'),
  }),
  output: Invitation,
  examples: [],
  route: 'POST /api/invitations',
  status: 201,
  internal: true,
  role: 'admin',
  async run(ctx, { email, role }) {
    if (!atLeast(ctx.role, role)) throw kernelErrors.forbidden({ role: 'An admin', skill: 'make somebody an owner' })
    const now = ctx.clock.now()
    const token = newToken('')
    const invitation = { id: newId(), role, expires_at: new Date(now.getTime() + week).toISOString() }
    await store
      .insert(ctx, 'invitation', {
        ...invitation,
        email: email?.toLowerCase() ?? null,
        hash: hashOf(token),
        created_by: ctx.person.id,
        created_at: now.toISOString(),
        accepted_at: null,
      })
      .execute()
    await ctx.events.publish(ctx, { name: 'invitation.created', data: { id: invitation.id } })
    return { id: invitation.id, ...(email ? { email } : {}), role, token, expiresAt: invitation.expires_at }
  },
})

export const updateMember = defineSkill({
  id: 'members.update',
  title: 'Change somebody’s role',
  description: 'Gives a member another role, from their next request on. The last owner stays one.',
  effect: 'write',
  input: z.object({ id: personId, role: MemberRole }),
  output: Member,
  examples: [],
  route: 'PATCH /api/members/{id}',
  internal: true,
  role: 'admin',
  before: (ctx, { id }) => readMember(ctx, id),
  undo: (_now, { id, role }, before: Member) => ({
    skill: 'members.update',
    input: { id, role: before.role },
    ifStill: { skill: 'members.get', input: { id }, fields: { role } },
  }),
  async run(ctx, { id, role }) {
    await changeMembers(ctx)
    const member = await memberBelow(ctx, id)
    if (!atLeast(ctx.role, role)) throw kernelErrors.forbidden({ role: 'An admin', skill: 'make somebody an owner' })
    if (role !== 'owner') await keepAnOwner(ctx, member)
    await store.update(ctx, 'membership').set({ role }).where('person_id', '=', id).execute()
    await ctx.events.publish(ctx, { name: 'member.changed', data: { id, role } })
    return readMember(ctx, id)
  },
})

export const removeMember = defineSkill({
  id: 'members.remove',
  title: 'Remove somebody from the workspace',
  description:
    'The person’s sessions, streams and API keys stop working in this workspace at once. What they wrote stays; what they alone could see of memory, such as what they had remembered, is forgotten for good. An invitation brings them back.',
  effect: 'destructive',
  input: z.object({ id: personId }),
  output: z.object({ id: z.string() }),
  examples: [],
  route: 'DELETE /api/members/{id}',
  internal: true,
  role: 'admin',
  async run(ctx, { id }) {
    if (id === ctx.person.id) throw identityErrors.not_yourself()
    await changeMembers(ctx)
    await keepAnOwner(ctx, await memberBelow(ctx, id))
    await endMembership(ctx, id)
    return { id }
  },
})

export const leaveWorkspace = defineSkill({
  id: 'workspace.leave',
  title: 'Leave the workspace',
  description:
    'Ends the caller’s own membership, with their sessions and API keys here; what they alone could see of memory, such as what they had remembered, is forgotten for good. The last owner cannot leave.',
  effect: 'destructive',
  input: z.object({}),
  output: z.object({ id: z.string() }),
  examples: [],
  route: 'POST /api/workspace/leave',
  internal: true,
  role: 'viewer',
  async run(ctx) {
    const { id } = ctx.person
    await changeMembers(ctx)
    const own = await store.from(ctx, 'membership').selectAll().where('person_id', '=', id).executeTakeFirst()
    if (!own) throw identityErrors.member_not_found()
    await keepAnOwner(ctx, own)
    await endMembership(ctx, id)
    return { id }
  },
})

export const makeResetLink = defineSkill({
  id: 'members.reset-link',
  title: 'Make a link for a new password',
  description:
    'For a member who forgot theirs: whoever has the token sets a new password for that account, once and within an hour. It is shown once; earlier ones end.',
  effect: 'write',
  input: z.object({ id: personId }),
  output: ResetLink,
  examples: [],
  route: 'POST /api/members/{id}/reset-link',
  status: 201,
  internal: true,
  role: 'admin',
  target: (_output, { id }) => id,
  async run(ctx, { id }) {
    const { name, role } = await readMember(ctx, id)
    const db = store.db(ctx)
    if (id === ctx.person.id) throw identityErrors.reset_of_yourself()
    // A link opens the whole account, so it goes further than a role does.
    if (ctx.role !== 'owner' && atLeast(role, 'admin')) throw identityErrors.reset_above_you({ name })
    const instance = await db.selectFrom('instance').select('owner_id').executeTakeFirst()
    if (instance?.owner_id === id) throw identityErrors.reset_of_instance_owner({ name })
    const elsewhere = await db
      .selectFrom('membership')
      .select('role')
      .where('person_id', '=', id)
      .where('workspace_id', '!=', ctx.workspaceId)
      .executeTakeFirst()
    if (elsewhere) throw identityErrors.reset_elsewhere({ name })
    return makeResetToken(db, id, ctx.clock.now())
  },
})
