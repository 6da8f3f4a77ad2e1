import type { ChatCallPart, ChatMessageStatus, ChatPart, ChatSessionData } from '@atom/contracts'

/** One chunk of the UI message stream, of the kinds ATOM sends. */
export type TurnChunk =
  | { type: 'start'; messageId: string }
  | { type: 'data-session'; data: ChatSessionData }
  | { type: 'text-start' | 'text-end'; id: string }
  | { type: 'text-delta'; id: string; delta: string }
  | { type: 'data-call'; id: string; data: ChatCallPart }
  | { type: 'finish'; messageMetadata?: { status?: ChatMessageStatus } }
  | { type: 'abort' }

/** An answer as it is being written. */
export interface Turn {
  messageId: string
  session: ChatSessionData | undefined
  parts: ChatPart[]
  /** Where each stretch of text stands in `parts`. */
  texts: Record<string, number>
  status: ChatMessageStatus
}

export const emptyTurn: Turn = { messageId: '', session: undefined, parts: [], texts: {}, status: 'streaming' }

const replaced = (parts: ChatPart[], at: number, part: ChatPart) => parts.map((old, index) => (index === at ? part : old))

/** The answer after one more chunk; kinds it does not know change nothing. */
export function afterChunk(turn: Turn, chunk: TurnChunk): Turn {
  switch (chunk.type) {
    case 'start':
      return { ...turn, messageId: chunk.messageId }
    case 'data-session':
      return { ...turn, session: chunk.data }
    case 'text-start':
      return { ...turn, texts: { ...turn.texts, [chunk.id]: turn.parts.length }, parts: [...turn.parts, { type: 'text', text: '' }] }
    case 'text-delta': {
      const at = turn.texts[chunk.id]
      const old = at === undefined ? undefined : turn.parts[at]
      if (at === undefined || old?.type !== 'text') return turn
      return { ...turn, parts: replaced(turn.parts, at, { type: 'text', text: old.text + chunk.delta }) }
    }
    case 'data-call': {
      const at = turn.parts.findIndex(part => part.type === 'call' && part.id === chunk.id)
      return { ...turn, parts: at < 0 ? [...turn.parts, chunk.data] : replaced(turn.parts, at, chunk.data) }
    }
    case 'finish':
      return { ...turn, status: chunk.messageMetadata?.status ?? 'done' }
    case 'abort':
      return { ...turn, status: 'stopped' }
    default:
      return turn
  }
}
