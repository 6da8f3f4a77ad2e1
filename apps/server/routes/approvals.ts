import { ApprovalDecision } from '@atom/contracts'
import { askPeopleId } from '@atom/identity'
import { type ApprovalRecord, AtomError, type Context, faultPoint, fingerprint, namesIn, parseInput, settleInput } from '@atom/kernel'
import { FormFields, formInput } from '@atom/workflows'
import type { FastifyInstance } from 'fastify'
import type { Atom } from '../atom.ts'
import { once } from '../http/once.ts'

/** `POST /api/approvals/{id}`: a person's yes or no. What was asked for in a chat goes on there. */
export function approvals(app: FastifyInstance, atom: Atom): void {
  app.post<{ Params: { id: string } }>('/api/approvals/:id', async request => {
    const ctx = request.context({ keepAfterHangUp: true })
    const answer = ApprovalDecision.parse(request.body ?? {})
    return once(atom, ctx, request, async resumed => {
      const goOn = async (approval: ApprovalRecord) => atom.chat.coordinator.approvalDecided(await asker(atom, ctx, approval), approval)
      try {
        const approval = await decide(atom, ctx, request.params.id, answer)
        await faultPoint('approvals.decided')
        await goOn(approval)
        // A yes to what is no longer there has come to nothing by now.
        return await atom.identity.findApproval(atom.unitOfWork.reading(ctx), approval.id)
      } catch (error) {
        const given = await givenBefore(atom, ctx, request.params.id, answer, error)
        // A yes that was not carried out goes on; one that was is only repeated to the request that a crash left without an answer.
        const goesOn = given?.status === 'approved' && (await goOn(given))
        if (!given || !(goesOn || resumed)) throw error
        return given
      }
    })
  })
}

const decide = (atom: Atom, ctx: Context, id: string, answer: ApprovalDecision): Promise<ApprovalRecord> =>
  atom.unitOfWork.writing(ctx, async tx => {
    const asked = await atom.identity.findApproval(tx, id)
    // Of a question to people only its form is answered.
    const changed = answer.input && asked.skill !== askPeopleId ? await agreedTo(atom, tx, asked.skill, answer.input) : {}
    return atom.identity.decideApproval(tx, asked.id, { ...answer, input: undefined, ...changed, form: formAnswer(asked, answer) })
  })

/** Another input than was asked about, as the question would hold it. @throws kernel.invalid_input */
async function agreedTo(atom: Atom, ctx: Context, skillId: string, given: unknown) {
  const skill = (await atom.registry.in(ctx)).get(skillId)
  const input = await settleInput(ctx, atom.refs, skill, parseInput(skill, given))
  return { input, named: await namesIn(ctx, atom.refs, skill, input) }
}

/** What was filled in, by the form that was asked; a no needs none of it. @throws kernel.invalid_input with each field at fault */
function formAnswer({ form }: ApprovalRecord, { decision, form: given }: ApprovalDecision): Record<string, unknown> | undefined {
  if (decision === 'deny' || form === undefined) return given
  return formInput(FormFields.parse(form), given ?? {}, 'form')
}

/** The approval, where `error` says that it was decided already and this is the same decision. */
async function givenBefore(
  atom: Atom,
  ctx: Context,
  id: string,
  { decision, input }: ApprovalDecision,
  error: unknown,
): Promise<ApprovalRecord | undefined> {
  if (!AtomError.is(error) || error.code !== 'identity.approval_settled') return undefined
  const reading = atom.unitOfWork.reading(ctx)
  const approval = await atom.identity.findApproval(reading, id)
  const same = approval.status === (decision === 'approve' ? 'approved' : 'denied')
  if (!same || !input) return same ? approval : undefined
  const agreed = await agreedTo(atom, reading, approval.skill, input)
  return fingerprint(approval.skill, agreed.input) === fingerprint(approval.skill, approval.input) ? approval : undefined
}

/** The chat goes on as the person who asked, whoever said yes. */
async function asker(atom: Atom, ctx: Context, { requestedBy }: ApprovalRecord): Promise<Context> {
  if (requestedBy === ctx.person.id) return ctx
  const member = await atom.identity.memberAs(requestedBy, ctx.workspaceId)
  return member ? { ...ctx, ...member } : ctx
}
