'use client'
import type { ChatEvents } from '@atom/contracts'
import { Alert } from '@chakra-ui/react'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { askAgain } from '../../lib/ask-again.ts'
import { messagesChanged } from '../../lib/chat/messages.ts'
import { heardDeleted } from '../../lib/chat/standing.ts'
import { type LiveEvent, watch } from '../../lib/live.ts'
import { say } from '../toaster.tsx'

/** Which answers may have changed when an event of this noun happened. */
const stale: Record<string, string[]> = {
  task: ['tasks'],
  project: ['tasks'],
  event: ['calendar'],
  calendar: ['calendar'],
  note: ['notes'],
  contact: ['contacts'],
  reminder: ['reminders'],
  notification: ['notifications', 'approvals'],
  approval: ['approvals'],
  model: ['models'],
  key: ['keys'],
  workflow: ['workflows'],
  skill: ['skills'],
  variable: ['variables'],
  run: ['runs', 'workflows'],
  embedder: ['embedders'],
  invitation: ['invitations'],
  // Who joined has used an invitation.
  member: ['members', 'me', 'invitations'],
  profile: ['me'],
  workspace: ['me'],
  memory: ['memory', 'files'],
  file: ['memory', 'files'],
  source: ['memory', 'files'],
  fact: ['facts'],
}

/** In the page that is looked at, or by the browser when none is; a click there leads to what it is about. */
const show = ({ data }: LiveEvent, open: (link: string) => void) => {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const title = text(data.title) ?? 'ATOM'
  const body = text(data.body)
  if (document.visibilityState === 'visible') return say(body ? `${title}: ${body}` : title)
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  // The tag lets the browser show one of several open tabs' copies.
  const shown = new Notification(title, { ...(body ? { body } : {}), tag: text(data.id) ?? title, icon: '/icon.svg' })
  shown.onclick = () => {
    window.focus()
    shown.close()
    const link = text(data.link)
    if (link?.startsWith('/')) open(link)
  }
}

/** Whether this page, hash aside, is looked at now. */
const isHere = (link: unknown): boolean => {
  if (typeof link !== 'string' || document.visibilityState !== 'visible') return false
  const { pathname, search } = new URL(link, location.href)
  return pathname === location.pathname && search === location.search
}

/** Keeps every open page true to the server, and says when the server is out of reach. */
export function LiveUpdates() {
  const client = useQueryClient()
  const router = useRouter()
  const [lost, setLost] = useState(false)

  useEffect(() => {
    let late: ReturnType<typeof setTimeout> | undefined
    const stop = watch({
      onEvent: event => {
        const noun = event.name.split('.')[0] ?? ''
        // What is gone is not asked for again: an open drawer would only get a refusal.
        const gone = event.name.endsWith('.deleted')
        if (typeof event.data.id === 'string') {
          if (gone) client.setQueryData(['deleted', noun, event.data.id], true)
          else if (event.name.endsWith('.created')) client.setQueryData(['deleted', noun, event.data.id], false)
        }
        for (const key of stale[noun] ?? [])
          askAgain(client, { queryKey: [key], predicate: query => !(gone && query.queryKey[1] === 'one') })
        if (noun === 'chat')
          // A turn that ends may have asked something.
          for (const queryKey of [['sessions'], ['approvals']]) askAgain(client, { queryKey })
        if (event.name === 'chat.session' && event.data.change === 'deleted') heardDeleted(client, String(event.data.sessionId))
        if (event.name === 'chat.message') messagesChanged(client, event.data as ChatEvents['chat.message'])
        // Who sees the question needs no second one beside it.
        if (event.name === 'notification.created' && !isHere(event.data.link)) show(event, link => router.push(link))
      },
      // Signed out elsewhere, or removed: the page looks who is there, and shows the door.
      onRefused: () => client.invalidateQueries({ queryKey: ['me'] }),
      onConnection: (open, opened) => {
        clearTimeout(late)
        // A blink is not worth a banner.
        if (open) setLost(false)
        else late = setTimeout(() => setLost(true), 1500)
        if (!opened) return
        if (opened === 'again') messagesChanged(client)
        else void client.invalidateQueries({ queryKey: ['chat', 'messages'] })
        askAgain(client, { predicate: query => query.queryKey[1] !== 'messages' })
      },
    })
    return () => {
      clearTimeout(late)
      stop()
    }
  }, [client, router])

  if (!lost) return null
  return (
    <Alert.Root status="warning" size="sm" borderRadius="0" flexShrink="0" role="status">
      <Alert.Indicator />
      <Alert.Title>ATOM is out of reach. What you see may be old; it reconnects by itself.</Alert.Title>
    </Alert.Root>
  )
}
