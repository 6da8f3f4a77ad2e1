import { Approval, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { approvalOf } from '../approvals.ts'
import { atLeast } from '../permission.ts'
import { store } from '../store.ts'

export const listApprovals = defineSkill({
  id: 'approvals.list',
  title: 'List approvals',
  description: 'Calls that wait or waited for a yes, newest first: one’s own, and for admins everybody’s.',
  effect: 'read',
  input: z.object({ status: Approval.shape.status.optional(), ...pageRequest }),
  output: pageOf(Approval),
  examples: [],
  route: 'GET /api/approvals',
  internal: true,
  async run(ctx, { status, ...page }) {
    const now = ctx.clock.now()
    let query = store.from(ctx, 'approval').selectAll()
    if (!atLeast(ctx.role, 'admin'))
      query = query.where(eb => eb.or([eb('requested_by', '=', ctx.person.id), eb('assignees', 'like', `%"${ctx.person.id}"%`)]))
    // What nobody answered, or nobody used, in time has expired; a row is not touched for that.
    if (status === 'expired')
      query = query.where('status', '!=', 'denied').where('used_at', 'is', null).where('expires_at', '<=', now.toISOString())
    else if (status === 'denied') query = query.where('status', '=', 'denied')
    else if (status !== undefined)
      query = query
        .where('status', '=', status)
        .where(eb => eb.or([eb('used_at', 'is not', null), eb('expires_at', '>', now.toISOString())]))
    const { items, nextCursor } = await paginate(query, page, [{ column: 'id', order: 'desc' }])
    return { items: items.map(row => approvalOf(row, now)), nextCursor }
  },
})
