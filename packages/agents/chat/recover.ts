import type { ChatMessage } from '@atom/contracts'
import type { Context, UnitOfWork } from '@atom/kernel'
import { chatErrors } from '../errors.ts'
import { store } from '../store.ts'
import { findMessage, keepMessage, messageEvent } from './messages.ts'

export const interruptedSentence = 'This answer was interrupted by a restart. What is written above was done; ask again for the rest.'

/** Answers that nobody writes any more are failed, with a sentence; their running cards with them. Index chat_message_status. */
export async function recoverMessages(ctx: Context, unitOfWork: UnitOfWork): Promise<number> {
  // The one look across workspaces: each row is then repaired within its own.
  const left = await store
    .db(unitOfWork.reading(ctx))
    .selectFrom('chat_message')
    .select(['workspace_id', 'id', 'person_id'])
    .where('status', '=', 'streaming')
    .execute()
  for (const { workspace_id, id, person_id } of left) {
    await unitOfWork.writing({ ...ctx, workspaceId: workspace_id }, async tx => {
      const message = await findMessage(tx, id)
      if (message?.status !== 'streaming') return
      await keepMessage(tx, interrupted(message))
      const owner = { ...tx, person: { ...tx.person, id: person_id } }
      await tx.events.publish(tx, messageEvent(owner, message.sessionId, id, 'failed'))
    })
  }
  return left.length
}

/** A message whose writer is gone, brought to its end. */
export function interrupted(message: ChatMessage): ChatMessage {
  const { code, message: sentence } = chatErrors.interrupted()
  const parts = message.parts.map(part =>
    part.type === 'call' && part.status === 'running' ? { ...part, status: 'failed' as const, error: { code, message: sentence } } : part,
  )
  return { ...message, status: 'failed', parts: [...parts, { type: 'text', text: interruptedSentence }] }
}
