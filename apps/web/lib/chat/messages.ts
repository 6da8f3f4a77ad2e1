import type { QueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { ChatMessage, Paged } from '../records.ts'

/** The end of a conversation as far as it was read, oldest first; ids grow with time. */
export interface Loaded {
  items: ChatMessage[]
  /** Cursor of what came before; null at the beginning of the conversation. */
  older: string | null
  /** The oldest message that has changed since it was read. */
  changedFrom?: string
}

/** Messages of one screen and some more. */
const pageSize = 40
/** What a turn adds: asked for first when the rest is here already. */
const newest = 6

export const messagesKey = (sessionId: string) => ['chat', 'messages', sessionId]

const load = (sessionId: string, limit: number, cursor?: string, signal?: AbortSignal) =>
  api.get<Paged<ChatMessage>>(`/api/chat/sessions/${sessionId}/messages`, { limit, cursor }, signal)

/** What was held, with a later reading of its end laid over it. `end` must reach down to what was held, or replace it. */
function withEnd(held: Loaded | undefined, end: Loaded): Loaded {
  const first = end.items[0]?.id
  const before = first === undefined ? undefined : held?.items.filter(message => message.id < first)
  if (!held || !before || before.length === held.items.length) return end
  return before.length > 0 ? { items: [...before, ...end.items], older: held.older } : end
}

/**
 * Reads a conversation from its end: a page at first, later only as far down as there is something new or something changed.
 * What was read before stays.
 */
export async function readEnd(client: QueryClient, sessionId: string, signal: AbortSignal): Promise<Loaded> {
  const held = () => client.getQueryData<Loaded>(messagesKey(sessionId))
  const known = held()
  const last = known?.items.at(-1)?.id
  const down = [last, known?.changedFrom, known?.items.find(message => message.status === 'streaming')?.id]
    .filter(id => id !== undefined)
    .sort()[0]
  let page = await load(sessionId, down === undefined ? pageSize : newest, undefined, signal)
  const items = [...page.items]
  while (down !== undefined && page.nextCursor && (items[0]?.id ?? '') > down) {
    page = await load(sessionId, pageSize, page.nextCursor, signal)
    items.unshift(...page.items)
  }
  // Older ones may have been read meanwhile.
  return withEnd(held(), { items, older: page.nextCursor })
}

/** Reads the page before what is held. */
export async function readOlder(client: QueryClient, sessionId: string): Promise<void> {
  const cursor = client.getQueryData<Loaded>(messagesKey(sessionId))?.older
  if (!cursor) return
  const page = await load(sessionId, pageSize, cursor)
  client.setQueryData<Loaded>(messagesKey(sessionId), held =>
    held?.older === cursor ? { ...held, items: [...page.items, ...held.items], older: page.nextCursor } : held,
  )
}

/** A message changed at the server, or any of them may have: what is held is read again from there on. */
export function messagesChanged(client: QueryClient, changed?: { sessionId: string; messageId: string }): void {
  const queryKey = changed ? messagesKey(changed.sessionId) : ['chat', 'messages']
  client.setQueriesData<Loaded>({ queryKey }, held => {
    const from = changed?.messageId ?? held?.items[0]?.id
    if (!held || from === undefined || (held.changedFrom !== undefined && held.changedFrom <= from)) return held
    return { ...held, changedFrom: from }
  })
  client.invalidateQueries({ queryKey })
}
