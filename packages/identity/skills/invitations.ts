import { OpenInvitation, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill, kernelErrors } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { identityErrors } from '../errors.ts'
import { atLeast } from '../permission.ts'
import { store } from '../store.ts'

export const listInvitations = defineSkill({
  id: 'invitations.list',
  title: 'List open invitations',
  description:
    'Invitations into this workspace that can still be used, newest first. Their tokens were shown once and are not known any more.',
  effect: 'read',
  input: z.object(pageRequest),
  output: pageOf(OpenInvitation),
  examples: [],
  route: 'GET /api/invitations',
  internal: true,
  role: 'admin',
  async run(ctx, page) {
    const open = store
      .from(ctx, 'invitation')
      .select(['id', 'email', 'role', 'created_by', 'created_at', 'expires_at'])
      .where('accepted_at', 'is', null)
      .where('expires_at', '>', ctx.clock.now().toISOString())
    const { items, nextCursor } = await paginate(open, page, [{ column: 'id', order: 'desc' }])
    return {
      items: items.map(({ id, email, role, created_by, created_at, expires_at }) => ({
        id,
        ...(email === null ? {} : { email }),
        role,
        createdBy: created_by,
        createdAt: created_at,
        expiresAt: expires_at,
      })),
      nextCursor,
    }
  },
})

export const revokeInvitation = defineSkill({
  id: 'invitations.revoke',
  title: 'Revoke an invitation',
  description: 'Its link lets nobody in any more. Who came in by it already stays.',
  effect: 'destructive',
  input: z.object({ id: z.string().min(1).max(100) }),
  output: z.object({ id: z.string() }),
  examples: [],
  route: 'DELETE /api/invitations/{id}',
  internal: true,
  role: 'admin',
  async run(ctx, { id }) {
    const open = () => store.from(ctx, 'invitation').select('role').where('id', '=', id).where('accepted_at', 'is', null)
    const invitation = await open().executeTakeFirst()
    if (!invitation) throw identityErrors.invitation_not_found()
    if (!atLeast(ctx.role, invitation.role)) throw kernelErrors.forbidden({ role: 'An admin', skill: 'revoke an owner’s invitation' })
    const gone = await store.remove(ctx, 'invitation').where('id', '=', id).where('accepted_at', 'is', null).executeTakeFirst()
    // Somebody came in by it a moment ago.
    if (gone.numDeletedRows !== 1n) throw identityErrors.invitation_not_found()
    await ctx.events.publish(ctx, { name: 'invitation.revoked', data: { id } })
    return { id }
  },
})
