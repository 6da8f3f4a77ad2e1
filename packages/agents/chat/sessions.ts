import type { ChatSession } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { type Page, type PageRequest, paginate } from '@atom/storage'
import { sql } from 'kysely'
import { chatErrors } from '../errors.ts'
import { type ChatSessionTable, store } from '../store.ts'
import { noState, readState, type SessionState } from './session-state.ts'

const titleLength = 60

/** The first words of what opened the chat. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= titleLength) return line
  const cut = line.slice(0, titleLength)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > titleLength / 2 ? space : titleLength)}…`
}

const own = (ctx: Context) => store.from(ctx, 'chat_session').where('person_id', '=', ctx.person.id)

/** @throws chat.session_not_found also when it is somebody else's */
export async function findSession(ctx: Context, id: string): Promise<Pick<ChatSessionTable, 'id' | 'title'>> {
  const row = await own(ctx).select(['id', 'title']).where('id', '=', id).executeTakeFirst()
  if (!row) throw chatErrors.session_not_found()
  return row
}

/** In a transaction. */
export async function createSession(ctx: Context, title: string): Promise<Pick<ChatSessionTable, 'id' | 'title'>> {
  const now = ctx.clock.now().toISOString()
  const id = newId()
  const state = JSON.stringify(noState)
  await store.insert(ctx, 'chat_session', { id, person_id: ctx.person.id, title, state, created_at: now, updated_at: now }).execute()
  await ctx.events.publish(ctx, { name: 'chat.session', data: { sessionId: id, personId: ctx.person.id, change: 'created' } })
  return { id, title }
}

export async function stateOf(ctx: Context, id: string): Promise<SessionState> {
  const row = await own(ctx).select('state').where('id', '=', id).executeTakeFirst()
  return readState(row?.state)
}

/** In a transaction. A deleted session stays deleted. */
export async function keepState(ctx: Context, id: string, state: SessionState): Promise<void> {
  await store
    .update(ctx, 'chat_session')
    .set({ state: JSON.stringify(state), updated_at: ctx.clock.now().toISOString() })
    .where('id', '=', id)
    .where('person_id', '=', ctx.person.id)
    .execute()
}

/** This person's chats, the last used first; those with these words in the title or a message. Index chat_session_person. */
export async function listSessions(
  ctx: Context,
  { query, ...page }: PageRequest & { query?: string | undefined },
): Promise<Page<ChatSession>> {
  let sessions = own(ctx)
    .select(['id', 'title', 'created_at', 'updated_at'])
    .select(eb =>
      eb
        .selectFrom('chat_message')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('chat_message.session_id', '=', 'chat_session.id')
        .where('chat_message.workspace_id', '=', ctx.workspaceId)
        .where('chat_message.status', '=', 'streaming')
        .as('streaming'),
    )
  if (query) {
    const like = `%${query.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    sessions = sessions.where(eb =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('chat_message')
            .select('chat_message.id')
            .where('chat_message.workspace_id', '=', ctx.workspaceId)
            .whereRef('chat_message.session_id', '=', 'chat_session.id')
            .where(sql<boolean>`chat_message.words like ${like} escape '\\'`),
        ),
        sql<boolean>`lower(chat_session.title) like ${like} escape '\\'`,
      ]),
    )
  }
  const found = await paginate(sessions, page, [
    { column: 'chat_session.updated_at', order: 'desc' },
    { column: 'chat_session.id', order: 'desc' },
  ])
  return {
    items: found.items.map(row => ({
      id: row.id,
      title: row.title,
      ...(Number(row.streaming) > 0 ? { busy: true } : {}),
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    })),
    nextCursor: found.nextCursor,
  }
}

/** In a transaction. @throws chat.session_not_found */
export async function renameSession(ctx: Context, id: string, title: string): Promise<ChatSession> {
  const renamed = await store
    .update(ctx, 'chat_session')
    .set({ title })
    .where('id', '=', id)
    .where('person_id', '=', ctx.person.id)
    .returning(['id', 'title', 'created_at', 'updated_at'])
    .executeTakeFirst()
  if (!renamed) throw chatErrors.session_not_found()
  await ctx.events.publish(ctx, { name: 'chat.session', data: { sessionId: id, personId: ctx.person.id, change: 'renamed' } })
  return { id: renamed.id, title: renamed.title, createdAt: renamed.created_at, updatedAt: renamed.updated_at }
}

/** In a transaction: the session with all its messages. @throws chat.session_not_found */
export async function deleteSession(ctx: Context, id: string): Promise<{ id: string; title: string }> {
  const session = await findSession(ctx, id)
  await store.remove(ctx, 'chat_call').where('session_id', '=', id).execute()
  await store.remove(ctx, 'chat_message').where('session_id', '=', id).execute()
  await store.remove(ctx, 'chat_session').where('id', '=', id).execute()
  await ctx.events.publish(ctx, { name: 'chat.session', data: { sessionId: id, personId: ctx.person.id, change: 'deleted' } })
  return session
}
