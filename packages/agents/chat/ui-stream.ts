import type { ChatMessageMetadata, ChatPart, ChatSessionData } from '@atom/contracts'
import type { UIMessageChunk } from 'ai'
import type { Turn, TurnChange } from './turn.ts'

/** A turn as UI message chunks: what is there already at once, the rest as it comes. */
export function uiMessageStream(turn: Turn): ReadableStream<UIMessageChunk> {
  let leave = () => {}
  return new ReadableStream<UIMessageChunk>({
    start(controller) {
      const send = (chunk: UIMessageChunk) => controller.enqueue(chunk)
      const idOf = (part: number) => `${turn.messageId}:${part}`
      const open = new Set<number>()

      const onChange = (change: TurnChange) => {
        if (change.type === 'text') {
          if (!open.has(change.part)) send({ type: 'text-start', id: idOf(change.part) })
          open.add(change.part)
          send({ type: 'text-delta', id: idOf(change.part), delta: change.delta })
        } else if (change.type === 'text-end') {
          if (open.delete(change.part)) send({ type: 'text-end', id: idOf(change.part) })
        } else if (change.type === 'call') {
          send({ type: 'data-call', id: change.call.id, data: change.call })
        } else if (change.type === 'earlier') {
          send({ type: 'data-call', id: change.call.id, data: change.call, transient: true })
        } else {
          finish()
        }
      }

      const replay = (part: ChatPart, index: number) => {
        if (part.type === 'call') return onChange({ type: 'call', part: index, call: part })
        onChange({ type: 'text', part: index, delta: part.text })
        if (turn.openText !== index) onChange({ type: 'text-end', part: index })
      }

      const finish = () => {
        leave()
        if (turn.status === 'stopped') {
          send({ type: 'message-metadata', messageMetadata: metadataOf(turn) })
          send({ type: 'abort', reason: 'stopped' })
        } else send({ type: 'finish', messageMetadata: metadataOf(turn) })
        controller.close()
      }

      const session: ChatSessionData = {
        sessionId: turn.sessionId,
        title: turn.title,
        ...(turn.userMessageId ? { userMessageId: turn.userMessageId } : {}),
      }
      send({ type: 'start', messageId: turn.messageId, messageMetadata: metadataOf(turn) })
      send({ type: 'data-session', data: session, transient: true })
      for (const { messageId, call } of turn.settled) onChange({ type: 'earlier', messageId, call })
      turn.parts.forEach(replay)
      if (turn.ended) finish()
      else leave = turn.changes.add(onChange)
    },
    cancel: () => leave(),
  })
}

const metadataOf = (turn: Turn): ChatMessageMetadata => ({
  status: turn.status,
  createdAt: turn.createdAt,
  ...(turn.usage ? { usage: turn.usage } : {}),
})
