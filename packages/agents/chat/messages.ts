import type { ChatCallPart, ChatMessage, ChatPart } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { type Page, type PageRequest, paginate } from '@atom/storage'
import { type ChatMessageTable, store } from '../store.ts'

type Row = Omit<ChatMessageTable, 'workspace_id'>

const columns = [
  'id',
  'session_id',
  'person_id',
  'role',
  'parts',
  'words',
  'status',
  'reply_to',
  'client_id',
  'usage',
  'created_at',
] as const

const messageOf = (row: Row): ChatMessage => ({
  id: row.id,
  sessionId: row.session_id,
  role: row.role,
  parts: JSON.parse(row.parts) as ChatPart[],
  status: row.status,
  createdAt: row.created_at,
  ...(row.usage ? { usage: JSON.parse(row.usage) as ChatMessage['usage'] } : {}),
})

const wordsOf = (parts: ChatPart[]): string =>
  parts
    .filter(part => part.type === 'text')
    .map(part => part.text.toLowerCase())
    .join('\n')

/** In a transaction: what the person wrote, where they wrote something, and the answer that is to be written. */
export async function openMessages(
  ctx: Context,
  sessionId: string,
  said?: { text: string; clientId: string | undefined },
): Promise<{ userMessageId?: string; message: ChatMessage }> {
  const at = ctx.clock.now().toISOString()
  const shared = { session_id: sessionId, person_id: ctx.person.id, usage: null, created_at: at }
  const rows: Row[] = []
  if (said) {
    const parts: ChatPart[] = [{ type: 'text', text: said.text }]
    const asked = { role: 'user', parts: JSON.stringify(parts), words: wordsOf(parts), status: 'done' } as const
    rows.push({ ...shared, ...asked, id: newId(), reply_to: null, client_id: said.clientId ?? null })
  }
  const userMessageId = rows[0]?.id
  const answer = { role: 'assistant', parts: '[]', words: '', status: 'streaming' } as const
  const row: Row = { ...shared, ...answer, id: newId(), reply_to: userMessageId ?? null, client_id: null }
  await store.insert(ctx, 'chat_message', [...rows, row]).execute()
  await ctx.events.publish(ctx, messageEvent(ctx, sessionId, row.id, 'streaming'))
  return { ...(userMessageId ? { userMessageId } : {}), message: messageOf(row) }
}

/** In a transaction: an answer that is written from its beginning once more. */
export async function reopenMessage(ctx: Context, answer: ChatMessage): Promise<ChatMessage> {
  const message: ChatMessage = { ...answer, parts: [], status: 'streaming' }
  await keepMessage(ctx, message)
  await ctx.events.publish(ctx, messageEvent(ctx, message.sessionId, message.id, 'streaming'))
  return message
}

export const messageEvent = (ctx: Context, sessionId: string, messageId: string, status: string) => ({
  name: 'chat.message',
  data: { sessionId, messageId, personId: ctx.person.id, status },
})

/** The message a client sent before under this id, with its answer. */
export async function findResent(ctx: Context, clientId: string): Promise<{ asked: ChatMessage; answer: ChatMessage } | undefined> {
  const asked = await store
    .from(ctx, 'chat_message')
    .select(columns)
    .where('person_id', '=', ctx.person.id)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  if (!asked) return undefined
  const answer = await store
    .from(ctx, 'chat_message')
    .select(columns)
    .where('session_id', '=', asked.session_id)
    .where('reply_to', '=', asked.id)
    .executeTakeFirst()
  return answer && { asked: messageOf(asked), answer: messageOf(answer) }
}

export async function findMessage(ctx: Context, id: string): Promise<ChatMessage | undefined> {
  const row = await store.from(ctx, 'chat_message').select(columns).where('id', '=', id).executeTakeFirst()
  return row && messageOf(row)
}

/** The last messages before this one, oldest first. Index chat_message_session. */
export async function messagesBefore(ctx: Context, sessionId: string, before: string, limit: number): Promise<ChatMessage[]> {
  const rows = await store
    .from(ctx, 'chat_message')
    .select(columns)
    .where('session_id', '=', sessionId)
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse().map(messageOf)
}

/** One page from the end of the chat, in the order it was written; the next page is what came before. Index chat_message_session. */
export async function listMessages(ctx: Context, sessionId: string, page: PageRequest): Promise<Page<ChatMessage>> {
  const query = store.from(ctx, 'chat_message').select(columns).where('session_id', '=', sessionId)
  const found = await paginate(query, page, [{ column: 'id', order: 'desc' }])
  return { items: found.items.reverse().map(messageOf), nextCursor: found.nextCursor }
}

/** In a transaction: rewrites a message as it stands now. @returns whether it is still there */
export async function keepMessage(ctx: Context, message: ChatMessage): Promise<boolean> {
  const kept = await store
    .update(ctx, 'chat_message')
    .set({
      parts: JSON.stringify(message.parts),
      words: wordsOf(message.parts),
      status: message.status,
      usage: message.usage ? JSON.stringify(message.usage) : null,
    })
    .where('id', '=', message.id)
    .executeTakeFirst()
  return kept.numUpdatedRows > 0n
}

/** In a transaction: changes one card of a stored message. @returns the card as it is now */
export async function changeCard(
  ctx: Context,
  messageId: string,
  callId: string,
  change: (call: ChatCallPart) => ChatCallPart,
): Promise<ChatCallPart | undefined> {
  const message = await findMessage(ctx, messageId)
  const at = message?.parts.findIndex(part => part.type === 'call' && part.id === callId) ?? -1
  const card = message?.parts[at]
  if (!message || card?.type !== 'call') return undefined
  const changed = change(card)
  message.parts[at] = changed
  await keepMessage(ctx, message)
  await ctx.events.publish(ctx, messageEvent(ctx, message.sessionId, messageId, message.status))
  return changed
}
