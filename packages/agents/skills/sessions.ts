import { ChatSession, pageOf, pageRequest } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { z } from 'zod'
import type { ActiveTurns } from '../chat/active-turns.ts'
import { deleteSession, listSessions, renameSession } from '../chat/sessions.ts'

const id = z.string().min(1).max(100)

/** This person's chats, the last used first; `query` looks in titles and messages. */
export const listChats = defineSkill({
  id: 'chat.sessions.list',
  title: 'List chats',
  description: 'Lists this person’s chats.',
  effect: 'read',
  internal: true,
  input: z.object({ query: z.string().trim().min(1).max(200).optional(), ...pageRequest }),
  output: pageOf(ChatSession),
  examples: [],
  route: 'GET /api/chat/sessions',
  run: listSessions,
})

export const renameChat = defineSkill({
  id: 'chat.sessions.rename',
  title: 'Rename a chat',
  description: 'Gives a chat another title.',
  effect: 'write',
  internal: true,
  role: 'viewer',
  input: z.object({ id, title: z.string().trim().min(1).max(200) }),
  output: ChatSession,
  examples: [],
  route: 'PATCH /api/chat/sessions/{id}',
  run: (ctx, input) => renameSession(ctx, input.id, input.title),
})

/** Stops what is under way in it; the messages are gone. */
export const deleteChat = (turns: ActiveTurns) =>
  defineSkill({
    id: 'chat.sessions.delete',
    title: 'Delete a chat',
    description: 'Deletes a chat with all its messages.',
    effect: 'destructive',
    internal: true,
    role: 'viewer',
    input: z.object({ id }),
    output: z.object({ id: z.string(), title: z.string() }),
    examples: [],
    route: 'DELETE /api/chat/sessions/{id}',
    run: async (ctx, input) => {
      const deleted = await deleteSession(ctx, input.id)
      afterCommit(ctx, () => void turns.stop(input.id))
      return deleted
    },
  })
