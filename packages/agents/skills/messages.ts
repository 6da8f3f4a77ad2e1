import { ChatMessage, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { listMessages } from '../chat/messages.ts'
import { findSession } from '../chat/sessions.ts'

/** One page from the end of a chat, in the order it was written; the next page is what came before. */
export const listChatMessages = defineSkill({
  id: 'chat.messages.list',
  title: 'List the messages of a chat',
  description: 'Lists the messages of one of this person’s chats.',
  effect: 'read',
  internal: true,
  input: z.object({ id: z.string().min(1).max(100), ...pageRequest }),
  output: pageOf(ChatMessage),
  examples: [],
  route: 'GET /api/chat/sessions/{id}/messages',
  run: async (ctx, { id, ...page }) => {
    const session = await findSession(ctx, id)
    return listMessages(ctx, session.id, page)
  },
})
