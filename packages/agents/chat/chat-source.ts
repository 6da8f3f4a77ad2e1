import type { ChatPart } from '@atom/contracts'
import { sourceByEvents } from '@atom/events'
import { type Context, kernelErrors, type Source, type SourceItem } from '@atom/kernel'
import { store } from '../store.ts'
import { isQuestion } from './questions.ts'

/** Chats in one page. */
const pageSize = 100

/**
 * Chats as documents, each its owner's alone. What somebody only looked up is left out: it would find itself instead of an answer, and what was
 * listed then is not so now. A chat in which nothing else was said is none.
 * @param reads whether a skill only looks things up
 */
export function createChatSource(reads: (skill: string) => boolean): Source {
  async function itemsOf(ctx: Context, ids: string[]): Promise<SourceItem[]> {
    if (ids.length === 0) return []
    const rows = await store.from(ctx, 'chat_session').select(['id', 'title', 'updated_at']).where('id', 'in', ids).execute()
    const items: SourceItem[] = []
    for (const { id, title, updated_at } of rows) {
      const { length } = await saidIn(ctx, id, reads)
      if (length > 0) items.push({ id, version: `${updated_at} ${length} ${title}`, title, uri: `/?s=${id}`, updatedAt: updated_at })
    }
    return items
  }

  return sourceByEvents({
    kind: 'chat',
    idOf: event => String(event.data.sessionId),
    async idsAfter(ctx, last) {
      const rows = await store.from(ctx, 'chat_session').select('id').where('id', '>', last).orderBy('id').limit(pageSize).execute()
      return rows.map(row => row.id)
    },
    itemsOf,
    async fetch(ctx, id) {
      const session = await store.from(ctx, 'chat_session').select('id').where('id', '=', id).executeTakeFirst()
      if (!session) throw kernelErrors.not_found({ what: 'chat', words: id })
      return { content: new TextEncoder().encode((await saidIn(ctx, id, reads)).join('\n\n')), mediaType: 'text/plain' }
    },
    async permissions(ctx, id) {
      const row = await store.from(ctx, 'chat_session').select('person_id').where('id', '=', id).executeTakeFirst()
      return row && { people: [row.person_id] }
    },
  })
}

/** What was said in a chat and is worth remembering, a text a message. An answer that is being written, and what it answers, wait. */
async function saidIn(ctx: Context, sessionId: string, reads: (skill: string) => boolean): Promise<string[]> {
  const rows = await store
    .from(ctx, 'chat_message')
    .select(['id', 'role', 'parts', 'reply_to', 'usage'])
    .where('session_id', '=', sessionId)
    .where('status', '!=', 'streaming')
    .orderBy('id')
    .execute()
  const messages = rows.map(({ parts, ...row }) => ({ ...row, parts: JSON.parse(parts) as ChatPart[] }))
  const answers = Map.groupBy(
    messages.filter(({ role }) => role === 'assistant'),
    ({ reply_to }) => reply_to,
  )
  return messages.flatMap(message => {
    if (message.role !== 'user') return []
    const answer = answers.get(message.id) ?? []
    const calls = answer.flatMap(({ parts }) => parts.filter(part => part.type === 'call'))
    const asked = textOf(message.parts)
    const onlyLookedUp = calls.length > 0 ? calls.every(({ skill }) => reads(skill)) : isQuestion(asked)
    if (answer.length === 0 || onlyLookedUp) return []
    // What ATOM asks back or cannot do without a model is nothing anybody would look for.
    const worth = answer.filter(({ parts, usage }) => usage !== null || parts.some(part => part.type === 'call'))
    return [`You: ${asked}`, ...worth.flatMap(({ parts }) => (textOf(parts) === '' ? [] : [`ATOM: ${textOf(parts)}`]))]
  })
}

const textOf = (parts: readonly ChatPart[]): string =>
  parts.flatMap(part => (part.type === 'text' && part.text.trim() !== '' ? [part.text.trim()] : [])).join('\n\n')
