import type { ChatMessage } from '@atom/contracts'

/** Does an answer ask something back? What it quotes counts for nothing. */
export const asks = (answer: ChatMessage | undefined): boolean =>
  answer?.role === 'assistant' &&
  answer.parts.some(part => part.type === 'text' && /\?|\b(?:say yes|yes does)\b/i.test(part.text.replace(/[“"][^”"]*[”"]/g, '')))
