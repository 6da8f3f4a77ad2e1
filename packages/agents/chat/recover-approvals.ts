import { findApproval, identityErrors } from '@atom/identity'
import { type ApprovalRecord, AtomError, type Context } from '@atom/kernel'
import { chatErrors } from '../errors.ts'
import { store } from '../store.ts'
import { type CallDeps, failedCard } from './call.ts'
import type { ActAs } from './recover.ts'
import { changeAsked, findAsked } from './settle-approvals.ts'

/**
 * Cards that still ask though their question was answered: a crash came between the answer and what it allowed, or between that and
 * the card. `carryOut` begins them; it is not waited for, since what is done may take long. Cards whose question has expired, or whose
 * person has left, say so. Index chat_call_asking.
 */
export async function recoverApprovals(
  { unitOfWork }: CallDeps,
  ctx: Context,
  actAs: ActAs,
  carryOut: (ctx: Context, approval: ApprovalRecord) => Promise<void>,
): Promise<void> {
  // The one look across workspaces: each card is then settled within its own.
  const asking = await store
    .db(unitOfWork.reading(ctx))
    .selectFrom('chat_call')
    .select(['workspace_id', 'session_id', 'approval_id'])
    .where('approval_id', 'is not', null)
    .execute()
  for (const { workspace_id, session_id, approval_id } of asking) {
    const own = { ...ctx, workspaceId: workspace_id }
    const approval = approval_id && (await known(unitOfWork.reading(own), approval_id))
    if (!approval || approval.status === 'pending') continue
    const person = await actAs(workspace_id, approval.requestedBy)
    if (person && approval.status !== 'expired') {
      void carryOut(person, approval)
      continue
    }
    const error = approval.status === 'expired' ? identityErrors.approval_expired() : chatErrors.asker_left()
    const asker = { ...own, person: { ...own.person, id: approval.requestedBy } }
    await unitOfWork.writing(asker, async tx => {
      const asked = await findAsked(tx, session_id, approval.id)
      const { id, expiresAt, status } = approval
      if (asked) await changeAsked(tx, asked, card => failedCard({ ...card, approval: { id, expiresAt, status } }, error))
    })
  }
}

async function known(ctx: Context, id: string): Promise<ApprovalRecord | undefined> {
  try {
    return await findApproval(ctx, id)
  } catch (error) {
    if (AtomError.is(error)) return undefined
    throw error
  }
}
