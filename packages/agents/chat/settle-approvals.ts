import type { ChatCallPart } from '@atom/contracts'
import { decideApproval, endApproval, findApproval } from '@atom/identity'
import { type ApprovalRecord, AtomError, type Context, faultPoint, type Outcome } from '@atom/kernel'
import { store } from '../store.ts'
import { approvalOf, type CallDeps, doneCard, failedCard, settleNames, shownError, surely } from './call.ts'
import { changeCard, findMessage } from './messages.ts'
import { redact } from './redact.ts'
import { sayDone } from './say.ts'
import type { Turn } from './turn.ts'

export const leftAlone = 'All right, I left it as it is.'
export const stillWaits = 'It still waits for your yes or no.'
export const stillOpen = 'It still waits for you to choose one, or to say no.'

export interface Asked {
  messageId: string
  card: ChatCallPart
  /** Under whose name it was asked for, and will be done. */
  actor: string | null
}

/** The card that waits for this approval, if this person's chat has one. */
export async function findAsked(ctx: Context, sessionId: string, approvalId: string): Promise<Asked | undefined> {
  const row = await store
    .from(ctx, 'chat_call')
    .select(['id', 'message_id', 'actor'])
    .where('approval_id', '=', approvalId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  const message = row && (await findMessage(ctx, row.message_id))
  const card = message?.parts.find(part => part.type === 'call' && part.id === row?.id)
  return row && message && card?.type === 'call' ? { messageId: message.id, card, actor: row.actor } : undefined
}

/** In a transaction: changes a card that asked; it asks no more unless it says so. @returns the card as it is now */
export async function changeAsked(
  ctx: Context,
  { messageId, card }: Asked,
  change: (card: ChatCallPart) => ChatCallPart,
): Promise<ChatCallPart | undefined> {
  const changed = await changeCard(ctx, messageId, card.id, change)
  const approval_id = changed?.status === 'asks' ? (changed.approval?.id ?? null) : null
  const undo = changed?.undoId ? { undo_id: changed.undoId } : {}
  await store
    .update(ctx, 'chat_call')
    .set({ approval_id, ...undo })
    .where('id', '=', card.id)
    .execute()
  return changed
}

/**
 * Brings cards that asked to their end: approved ones are done now, denied ones are not. `decided`: as somebody decided already,
 * elsewhere, perhaps with another input. @returns a sentence for each
 */
export async function settleApprovals(
  deps: CallDeps,
  ctx: Context,
  turn: Turn,
  approvalIds: string[],
  decision: 'approve' | 'deny',
  decided?: ApprovalRecord,
): Promise<string[]> {
  const sentences: string[] = []
  for (const id of approvalIds) {
    const asked = await findAsked(ctx, turn.sessionId, id)
    if (asked?.card.status !== 'asks') continue
    sentences.push(await settleOne(deps, ctx, turn, asked, decided ?? (await decide(deps, ctx, id, decision))))
  }
  return sentences
}

/** What a yes fails with where there is nothing left, or no longer the same, that it was about. */
const endedBy = new Set(['identity.approval_gone', 'identity.approval_outdated', 'kernel.not_found'])

/** A decision: the approval as it was decided, or why it cannot be. */
type Decided = ApprovalRecord | AtomError

async function settleOne(deps: CallDeps, ctx: Context, turn: Turn, asked: Asked, decided: Decided): Promise<string> {
  const change = async (next: (card: ChatCallPart) => ChatCallPart) => {
    const changed = await deps.unitOfWork.writing(ctx, tx => changeAsked(tx, asked, next))
    if (changed) turn.settle(asked.messageId, changed)
  }
  const answered = (card: ChatCallPart, status: 'approved' | 'denied' | 'expired'): ChatCallPart =>
    card.approval ? { ...card, approval: { ...card.approval, status } } : card
  if (AtomError.is(decided)) {
    // Approved elsewhere: whoever did so carries it out.
    if (decided.code === 'identity.approval_settled') return decided.message
    const expired = decided.code === 'identity.approval_expired'
    await change(card => failedCard(expired ? answered(card, 'expired') : card, decided))
    return decided.message
  }
  if (decided.status === 'denied') {
    await change(card => answered({ ...card, status: 'denied' }, 'denied'))
    return leftAlone
  }

  const skill = (await deps.registry.in(ctx)).find(asked.card.skill)
  // Who approved may have changed it: the card shows what was agreed to.
  const shown = { ...asked.card, ...(await shownInput(deps, ctx, asked.card, decided)) }
  let outcome: Outcome
  try {
    outcome = await deps.invoke({ ...ctx, actor: asked.actor ?? ctx.actor }, asked.card.skill, decided.input, {
      approvalId: decided.id,
      idempotencyKey: asked.card.id,
    })
  } catch (cause) {
    const error = await surely(deps, { ...ctx, actor: asked.actor ?? ctx.actor }, skill, asked.card, shownError(ctx, cause))
    // What was asked about went or changed since: the yes came to nothing, and nobody waits for it.
    const ended = endedBy.has(error.code)
    if (ended) await deps.unitOfWork.writing(ctx, tx => endApproval(tx, decided.id, error.message))
    const status = ended || error.code === 'identity.approval_expired' ? 'expired' : 'approved'
    await change(() => failedCard(answered(shown, status), error))
    return error.message
  }
  await faultPoint('chat.approved-called')
  if (outcome.status === 'approval') {
    const again = approvalOf(outcome.approval)
    await change(() => ({ ...shown, approval: again }))
    return `${asked.card.title} needs another yes.`
  }
  const done = doneCard(answered(shown, 'approved'), outcome)
  // It was done, whether or not its card can say so now; the next start looks again.
  await change(() => done).catch((cause: unknown) =>
    ctx.log.error({ err: cause, card: done.id }, 'what was approved was done, but its card could not be stored'),
  )
  return skill ? sayDone(ctx, skill, decided.input as Record<string, unknown>, outcome.output) : `${asked.card.title}: done.`
}

async function shownInput(
  deps: CallDeps,
  ctx: Context,
  card: ChatCallPart,
  { skill: id, input }: ApprovalRecord,
): Promise<Pick<ChatCallPart, 'input' | 'named'>> {
  const given = input as Record<string, unknown>
  const skill = (await deps.registry.in(ctx)).find(id)
  const shown = redact(given)
  if (!skill || JSON.stringify(shown) === JSON.stringify(card.input)) return { input: card.input }
  const found = await settleNames(deps, ctx, skill, given).catch(() => undefined)
  return { input: shown, ...(found ? { named: found.named } : {}) }
}

/** Decides here and now, unless somebody has done so already: a yes that was not used yet counts, and a no is a no. */
async function decide(deps: CallDeps, ctx: Context, id: string, decision: 'approve' | 'deny'): Promise<Decided> {
  try {
    return await deps.unitOfWork.writing(ctx, tx => decideApproval(tx, id, { decision }))
  } catch (cause) {
    const error = shownError(ctx, cause)
    if (error.code !== 'identity.approval_settled') return error
    const now = await findApproval(deps.unitOfWork.reading(ctx), id)
    return now.status === 'denied' || (now.status === 'approved' && decision === 'approve') ? now : error
  }
}
