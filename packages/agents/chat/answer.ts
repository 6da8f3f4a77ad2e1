import type { ChatAnswer, ChatAnswerCall, ChatCallPart } from '@atom/contracts'
import type { Turn } from './turn.ts'

/** A turn as one JSON answer. */
export const answerOf = (turn: Turn): ChatAnswer => ({
  sessionId: turn.sessionId,
  text: turn.parts
    .filter(part => part.type === 'text')
    .map(part => part.text.trim())
    .filter(Boolean)
    .join('\n\n'),
  calls: [...turn.settled.map(({ call }) => call), ...turn.calls()].map(callOf),
})

/** Exactly one of output, error and approval. */
function callOf({ skill, input, status, output, error, approval, undoId }: ChatCallPart): ChatAnswerCall {
  if (status === 'done') return { skill, input, output: output ?? null, ...(undoId ? { undoId } : {}) }
  if (error) return { skill, input, error }
  if (approval) return { skill, input, approval }
  return { skill, input, error: { code: 'chat.stopped', message: 'Stopped.' } }
}
