import { Invitation, Member, MemberRole, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill, kernelErrors, newId } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { members } from '../caller.ts'
import { atLeast } from '../permission.ts'
import { store } from '../store.ts'
import { hashOf, newToken } from '../token.ts'

const week = 7 * 86_400_000

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
    const query = members(store.db(ctx))
      .select('membership.created_at as created_at')
      .where('membership.workspace_id', '=', ctx.workspaceId)
    const { items, nextCursor } = await paginate(query, page, [
      { column: 'membership.created_at', order: 'asc' },
      { column: 'membership.person_id', order: 'asc' },
    ])
    return {
      items: items.map(row => ({ id: row.person_id, name: row.name, email: row.email, role: row.role, joinedAt: row.created_at })),
      nextCursor,
    }
  },
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
    return { id: invitation.id, ...(email ? { email } : {}), role, token, expiresAt: invitation.expires_at }
  },
})
