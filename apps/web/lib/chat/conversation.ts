'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { complain } from '../../components/toaster.tsx'
import { ApiError, api, call, sentence } from '../api.ts'
import { useMe } from '../me.ts'
import { newId } from '../new-id.ts'
import { isAway, keepWaiting, onSent } from '../outbox.ts'
import type { ChatMessage } from '../records.ts'
import { messagesKey, readEnd, readOlder } from './messages.ts'
import { readTurn } from './read-turn.ts'
import { useStanding } from './standing.ts'
import type { Turn } from './turn.ts'

/** What this page knows of a turn before the server's rows tell it. */
interface Draft {
  /** Undefined until the server has named a new session. */
  sessionId: string | undefined
  userMessageId: string
  text: string
  at: string
  turn?: Turn
  problem?: string
  /** It did not reach the server yet; it is sent once that can be reached. */
  waits?: boolean
  /** The stream has ended; the rows are being fetched. */
  ended?: boolean
}

const asMessage = (turn: Turn, sessionId: string, createdAt: string): ChatMessage => ({
  id: turn.messageId,
  sessionId,
  role: 'assistant',
  parts: turn.parts,
  status: turn.status,
  createdAt,
})

/**
 * One conversation. The server owns every turn: its rows are the truth, and what streams in here is only shown over them until they
 * have it. A turn somebody else began (another tab, before a reload) is followed too.
 *
 * `address`: the session the page's address names. A new one's id may reach it a good while after the server has named it, in which people go
 * on talking. `fresh` counts the conversations begun, by which one begun before the address had changed leaves the last behind.
 */
export function useConversation(address: string | undefined, fresh: number, onSession: (id: string) => void) {
  const client = useQueryClient()
  const person = useMe().data?.id
  const [draft, setDraft] = useState<Draft>()
  const [named, setNamed] = useState<string>()
  const [shown, setShown] = useState({ address, fresh })
  const sessionId = address ?? named
  const [watched, setWatched] = useState<{ sessionId: string; turn: Turn }>()
  const begun = useRef(onSession)
  useEffect(() => {
    begun.current = onSession
  })

  // Leaving for a new conversation leaves its draft too.
  if (shown.address !== address || shown.fresh !== fresh) {
    setShown({ address, fresh })
    setNamed(undefined)
    if (address === undefined) setDraft(undefined)
  }
  const name = useCallback((id: string) => {
    setNamed(id)
    begun.current(id)
  }, [])

  const mine = draft && (draft.sessionId === sessionId || sessionId === undefined) ? draft : undefined
  const standing = useStanding(sessionId)
  const stored = useQuery({
    queryKey: messagesKey(sessionId ?? ''),
    queryFn: ({ signal }) => readEnd(client, sessionId ?? '', signal),
    enabled: Boolean(sessionId) && standing === 'there',
    // The turn's own stream tells of it, and events of all else; asking again is for when neither can be had.
    refetchInterval: query => (!mine && query.state.data?.items.some(message => message.status === 'streaming') ? 3000 : false),
  })
  /** Deleted here or elsewhere: nothing can be said in it any more. */
  const gone = Boolean(sessionId) && (standing === 'gone' || (stored.error instanceof ApiError && stored.error.status === 404))
  const older = useMutation({ mutationFn: () => readOlder(client, sessionId ?? ''), onError: complain })
  const underWay = stored.data?.items.find(message => message.status === 'streaming')?.id
  const follow = Boolean(sessionId && underWay && !mine && standing === 'there')

  useEffect(() => {
    if (!follow || !sessionId) return
    const leave = new AbortController()
    call('get', `/api/chat/sessions/${sessionId}/stream`, { signal: leave.signal, headers: { accept: 'text/event-stream' } })
      .then(answer =>
        answer.status === 200 && answer.body
          ? readTurn(answer.body, turn => !leave.signal.aborted && setWatched({ sessionId, turn }))
          : undefined,
      )
      .catch(() => {})
      .finally(() => {
        if (!leave.signal.aborted) client.invalidateQueries({ queryKey: messagesKey(sessionId) })
      })
    return () => leave.abort()
  }, [follow, sessionId, client])

  const send = useCallback(
    async (text: string) => {
      const first: Draft = { sessionId, userMessageId: newId(), text, at: new Date().toISOString() }
      let now = first
      const show = (change: Partial<Draft>) => {
        now = { ...now, ...change }
        setDraft(current => (current?.userMessageId === first.userMessageId ? now : current))
      }
      setDraft(first)
      try {
        const answer = await call('post', '/api/chat', {
          body: { text, messageId: first.userMessageId, ...(sessionId ? { sessionId } : {}) },
          headers: { accept: 'text/event-stream' },
        })
        if (!answer.body) throw new ApiError(0, 'web.no_answer', 'No answer came. Try again.')
        await readTurn(answer.body, turn => {
          if (!now.sessionId && turn.session) {
            name(turn.session.sessionId)
            client.invalidateQueries({ queryKey: ['sessions'] })
          }
          show({ turn, ...(turn.session ? { sessionId: turn.session.sessionId } : {}) })
        })
      } catch (error) {
        // The turn goes on at the server; its rows tell how it ended. Only a message that never arrived is a problem here.
        if (!now.turn) {
          const waits =
            person !== undefined &&
            isAway(error) &&
            keepWaiting({ kind: 'message', id: first.userMessageId, person, words: text, sessionId })
          show(waits ? { waits } : { problem: sentence(error) })
          if (sessionId && error instanceof ApiError && error.status === 404) client.invalidateQueries({ queryKey: messagesKey(sessionId) })
        }
      }
      show({ ended: true })
      client.invalidateQueries({ queryKey: ['sessions'] })
      if (!now.sessionId) return
      await client.refetchQueries({ queryKey: messagesKey(now.sessionId) })
      if (!now.problem && !now.waits && client.getQueryState(messagesKey(now.sessionId))?.status === 'success')
        setDraft(current => (current?.userMessageId === first.userMessageId ? undefined : current))
    },
    [sessionId, name, client, person],
  )

  // What waited is at the server now, and its rows tell of it.
  useEffect(
    () =>
      onSent(sent => {
        if (!('sessionId' in sent) || sent.item.id !== draft?.userMessageId) return
        setDraft(undefined)
        if (!draft.sessionId) name(sent.sessionId)
        client.invalidateQueries({ queryKey: messagesKey(sent.sessionId) })
      }),
    [draft, name, client],
  )

  const messages = merge(
    stored.data?.items ?? [],
    gone ? undefined : mine,
    watched && watched.sessionId === sessionId ? watched.turn : undefined,
    sessionId ?? '',
  )
  const last = messages.at(-1)
  const busy = !gone && (Boolean(mine && !mine.ended) || last?.status === 'streaming')
  const stop = useMutation({
    mutationFn: (id: string) => api.post(`/api/chat/sessions/${id}/stop`),
    onError: complain,
  })

  return {
    messages,
    stored,
    gone,
    /** What was sent and found no conversation any more. */
    unsent: gone && mine?.problem ? mine.text : undefined,
    busy,
    send,
    /** A new conversation can be stopped once the server has named it, a moment after it began. */
    stop: sessionId === undefined ? undefined : () => stop.mutate(sessionId),
    /** Reads what came before; nothing at the beginning of the conversation. */
    readOlder: stored.data?.older ? () => !older.isPending && older.mutate() : undefined,
    problem: gone ? undefined : mine?.problem,
    /** The last message waits to be sent. */
    waits: mine?.waits === true,
    retry: () => mine && send(mine.text),
  }
}

function merge(stored: ChatMessage[], draft: Draft | undefined, watched: Turn | undefined, sessionId: string): ChatMessage[] {
  const list = [...stored]
  const put = (message: ChatMessage) => {
    const at = list.findIndex(one => one.id === message.id)
    if (at < 0) list.push(message)
    // A row that has ended knows better than what was heard of it.
    else if (list[at]?.status === 'streaming') list[at] = { ...message, createdAt: list[at]?.createdAt ?? message.createdAt }
  }
  if (watched?.messageId && list.some(one => one.id === watched.messageId)) put(asMessage(watched, sessionId, ''))
  if (draft) {
    const id = draft.turn?.session?.userMessageId ?? draft.userMessageId
    if (!list.some(one => one.id === id))
      list.push({ id, sessionId, role: 'user', parts: [{ type: 'text', text: draft.text }], status: 'done', createdAt: draft.at })
    if (draft.turn?.messageId) put(asMessage(draft.turn, sessionId, draft.at))
  }
  return list
}
