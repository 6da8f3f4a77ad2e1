import type { ChatCallPart, ChatMessage, ChatPart } from '@atom/contracts'
import { findApproval } from '@atom/identity'
import { type Context, effectOf, type Outcome, type Skills } from '@atom/kernel'
import { chatErrors } from '../errors.ts'
import { store } from '../store.ts'
import { approvalOf, type CallDeps, doneCard, failedCard } from './call.ts'
import { findMessage, keepMessage, messageEvent } from './messages.ts'
import { sayAsk, sayDone } from './say.ts'
import { keepState } from './sessions.ts'

/** A member's own context with the role of this moment; nothing when they have left. */
export type ActAs = (workspaceId: string, personId: string) => Promise<Context | undefined>

export const interruptedSentence =
  'ATOM was restarted before this answer ended. What is shown above stands; if something you asked for is missing, ask for that alone.'
export const notBegunSentence = 'ATOM was restarted before anything of this was done. Send it again.'

/** What to say at the end of an answer that a restart cut off. */
export const endingOf = (skills: Skills, parts: ChatPart[]): string =>
  parts.some(part => part.type === 'call' && mayHaveChanged(skills, part)) ? interruptedSentence : notBegunSentence

/** An answer cut off before it changed anything, so that the same message sent again may begin it anew. */
export function isNotBegun({ status, parts }: ChatMessage): boolean {
  const last = parts.at(-1)
  return status === 'failed' && last?.type === 'text' && last.text === notBegunSentence
}

function mayHaveChanged(skills: Skills, { skill: id, input, status, error }: ChatCallPart): boolean {
  if (status === 'failed') return error?.code === 'chat.interrupted' || error?.code === 'chat.unsure'
  const skill = skills.find(id)
  return status !== 'done' || !skill || effectOf(skill, input) !== 'read'
}

/** Answers that nobody writes any more are brought to their end. Index chat_message_status. @returns how many */
export async function recoverMessages(deps: CallDeps, ctx: Context, actAs: ActAs): Promise<number> {
  // The one look across workspaces: each row is then repaired within its own.
  const left = await store
    .db(deps.unitOfWork.reading(ctx))
    .selectFrom('chat_message')
    .select(['workspace_id', 'id', 'person_id'])
    .where('status', '=', 'streaming')
    .execute()
  for (const { workspace_id, id, person_id } of left) {
    const gone = { ...ctx, workspaceId: workspace_id, person: { ...ctx.person, id: person_id } }
    await recoverMessage(deps, (await actAs(workspace_id, person_id)) ?? gone, id)
  }
  return left.length
}

/** One answer whose writer is gone: what came of its running calls is looked up, and a sentence says where it ends. */
export function recoverMessage(deps: CallDeps, ctx: Context, id: string): Promise<ChatMessage | undefined> {
  return deps.unitOfWork.writing(ctx, async tx => {
    const message = await findMessage(tx, id)
    if (message?.status !== 'streaming') return message
    const parts: ChatPart[] = []
    for (const part of message.parts) {
      if (part.type === 'call' && part.status === 'running') parts.push(...(await endOf(deps, tx, part)))
      else parts.push(part)
    }
    parts.push({ type: 'text', text: endingOf(await deps.registry.in(tx), parts) })
    const ended: ChatMessage = { ...message, status: 'failed', parts }
    await keepMessage(tx, ended)
    const approvals = parts.flatMap(part => (part.type === 'call' && part.status === 'asks' && part.approval ? [part.approval.id] : []))
    if (approvals.length > 0) await keepState(tx, message.sessionId, { approvals })
    await tx.events.publish(tx, messageEvent(tx, message.sessionId, id, 'failed'))
    return ended
  })
}

/** A card whose call was under way, as the answer kept under its id tells; with the sentence that belongs to it. */
async function endOf({ registry, idempotency }: CallDeps, tx: Context, card: ChatCallPart): Promise<ChatPart[]> {
  const row = await store.from(tx, 'chat_call').select('actor').where('id', '=', card.id).executeTakeFirst()
  // A call that was never written down is a read.
  if (!row?.actor) return [failedCard(card, chatErrors.not_done())]
  const state = await idempotency.stateOf({ ...tx, actor: row.actor }, card.id)
  if (state.status === 'none') return [failedCard(card, chatErrors.not_done())]
  if (state.status !== 'done') return [failedCard(card, chatErrors.interrupted())]
  const outcome = state.answer as Outcome
  const skill = (await registry.in(tx)).find(card.skill)
  const change = store.update(tx, 'chat_call').where('id', '=', card.id)
  if (outcome.status === 'approval') {
    const approval = await findApproval(tx, outcome.approval.id)
    await change.set({ approval_id: approval.id }).execute()
    const asking: ChatCallPart = { ...card, status: 'asks', approval: approvalOf(approval) }
    return skill ? [asking, { type: 'text', text: sayAsk(skill, card.input, card.named ?? {}, approval.question) }] : [asking]
  }
  if (outcome.undoId) await change.set({ undo_id: outcome.undoId }).execute()
  const done = doneCard(card, outcome)
  return skill ? [done, { type: 'text', text: sayDone(tx, skill, card.input, outcome.output) }] : [done]
}
