import { ApprovalDecision } from '@atom/contracts'
import { type ApprovalRecord, type Context, faultPoint, parseInput } from '@atom/kernel'
import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { once } from '../http/once.ts'

/** `POST /api/approvals/{id}`: a person's yes or no. What was asked for in a chat goes on there. */
export function approvals(app: FastifyInstance, atom: Atom): void {
  app.post<{ Params: { id: string } }>('/api/approvals/:id', async request => {
    const ctx = request.context({ keepAfterHangUp: true })
    const answer = ApprovalDecision.parse(request.body ?? {})
    return once(atom, ctx, request, async () => {
      const approval = await atom.unitOfWork.writing(ctx, async tx => {
        const asked = await atom.identity.findApproval(tx, request.params.id)
        const input = answer.input ? parseInput(atom.registry.get(asked.skill), answer.input) : undefined
        return atom.identity.decideApproval(tx, asked.id, { ...answer, input })
      })
      await faultPoint('approvals.decided')
      await atom.chat.coordinator.approvalDecided(await asker(atom, ctx, approval), approval)
      return approval
    })
  })
}

/** The chat goes on as the person who asked, whoever said yes. */
async function asker(atom: Atom, ctx: Context, { requestedBy }: ApprovalRecord): Promise<Context> {
  if (requestedBy === ctx.person.id) return ctx
  const member = await atom.identity.memberAs(requestedBy, ctx.workspaceId)
  return member ? { ...ctx, ...member } : ctx
}
