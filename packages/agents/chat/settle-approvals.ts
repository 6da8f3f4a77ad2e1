import type { ChatCallPart } from '@atom/contracts'
import { decideApproval } from '@atom/identity'
import { AtomError, type Context } from '@atom/kernel'
import { store } from '../store.ts'
import { approvalOf, type CallDeps, doneCard, shownError } from './call.ts'
import { changeCard, findMessage } from './messages.ts'
import { sayDone } from './say.ts'
import type { Turn } from './turn.ts'

export const leftAlone = 'All right, I left it as it is.'

interface Asked {
  messageId: string
  card: ChatCallPart
}

/** The card that waits for this approval, if this person's chat has one. */
export async function findAsked(ctx: Context, sessionId: string, approvalId: string): Promise<Asked | undefined> {
  const row = await store
    .from(ctx, 'chat_call')
    .select(['id', 'message_id'])
    .where('approval_id', '=', approvalId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  const message = row && (await findMessage(ctx, row.message_id))
  const card = message?.parts.find(part => part.type === 'call' && part.id === row?.id)
  return message && card?.type === 'call' ? { messageId: message.id, card } : undefined
}

/**
 * Brings cards that asked to their end: approved ones are done now, denied ones are not. `decided`: somebody decided already,
 * elsewhere, perhaps with another input. @returns a sentence for each
 */
export async function settleApprovals(
  deps: CallDeps,
  ctx: Context,
  turn: Turn,
  approvalIds: string[],
  decision: 'approve' | 'deny',
  decided: { input: unknown } | undefined,
): Promise<string[]> {
  const sentences: string[] = []
  for (const id of approvalIds) {
    const asked = await findAsked(ctx, turn.sessionId, id)
    if (asked?.card.status !== 'asks') continue
    sentences.push(await settleOne(deps, ctx, turn, asked, id, decision, decided))
  }
  return sentences
}

async function settleOne(
  deps: CallDeps,
  ctx: Context,
  turn: Turn,
  { messageId, card }: Asked,
  approvalId: string,
  decision: 'approve' | 'deny',
  decided: { input: unknown } | undefined,
): Promise<string> {
  const change = async (next: Partial<ChatCallPart>) => {
    const changed = await deps.unitOfWork.writing(ctx, async tx => {
      if (next.undoId) await store.update(tx, 'chat_call').set({ undo_id: next.undoId }).where('id', '=', card.id).execute()
      return changeCard(tx, messageId, card.id, now => ({ ...now, ...next }))
    })
    if (changed) turn.settle(messageId, changed)
  }
  const answered = card.approval ?? { id: approvalId, status: 'pending', expiresAt: '' }
  try {
    const input = decided ? decided.input : await decide(deps, ctx, approvalId, decision, card)
    if (decision === 'deny') {
      await change({ status: 'denied', approval: { ...answered, status: 'denied' } })
      return leftAlone
    }
    const outcome = await deps.invoke(ctx, card.skill, input, { approvalId })
    if (outcome.status === 'approval') {
      await change({ approval: approvalOf(outcome.approval) })
      return `${card.title} needs another yes.`
    }
    const skill = deps.registry.get(card.skill)
    const { status, output, undoId } = doneCard(card, outcome)
    await change({ status, output, ...(undoId ? { undoId } : {}), approval: { ...answered, status: 'approved' } })
    return sayDone(ctx, skill, input as Record<string, unknown>, outcome.output)
  } catch (cause) {
    const error = shownError(ctx, cause)
    await change({
      status: 'failed',
      error: { code: error.code, message: error.message },
      approval: { ...answered, status: error.code === 'identity.approval_expired' ? 'expired' : answered.status },
    })
    return error.message
  }
}

/** A yes given just before a crash counts: it was not used. */
async function decide(deps: CallDeps, ctx: Context, id: string, decision: 'approve' | 'deny', card: ChatCallPart): Promise<unknown> {
  try {
    return (await deps.unitOfWork.writing(ctx, tx => decideApproval(tx, id, { decision }))).input
  } catch (cause) {
    const settled = AtomError.is(cause) && cause.code === 'identity.approval_settled' && cause.details.status === 'approved'
    if (settled && decision === 'approve') return card.input
    throw cause
  }
}
