import { findApproval } from '@atom/identity'
import type { ApprovalRecord, Context } from '@atom/kernel'
import { store } from '../store.ts'

/** The questions before something is done that still wait in this conversation, oldest first. `ctx` reads. */
export async function waitingIn(ctx: Context, sessionId: string): Promise<ApprovalRecord[]> {
  const asking = await store
    .from(ctx, 'chat_call')
    .select(['approval_id'])
    .where('session_id', '=', sessionId)
    .where('approval_id', 'is not', null)
    .orderBy('approval_id')
    .execute()
  const each = await Promise.all(asking.map(({ approval_id }) => findApproval(ctx, approval_id as string)))
  return each.filter(({ status }) => status === 'pending')
}
