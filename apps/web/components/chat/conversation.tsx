'use client'
import { Alert, Box, Button, Flex, Stack, Text, VisuallyHidden } from '@chakra-ui/react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useConversation } from '../../lib/chat/conversation.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { SkeletonRows } from '../async-list.tsx'
import { UploadList } from '../memory/upload-list.tsx'
import { Problem } from '../problem.tsx'
import { Composer } from './composer.tsx'
import { Message, Thinking } from './message.tsx'
import { Welcome } from './welcome.tsx'

interface Props {
  /** The one the page's address names. */
  sessionId: string | undefined
  /** How many conversations were begun here. */
  fresh: number
  onSession: (id: string) => void
  /** Begins another conversation. */
  onNew: () => void
  /** Words to send at once, from the palette. */
  say: string
  onSaid: () => void
}

/** The messages and the box to write in. */
export function Conversation({ sessionId, fresh, onSession, onNew, say, onSaid }: Props) {
  const { messages, stored, gone, unsent, busy, send, stop, readOlder, problem, waits, retry } = useConversation(
    sessionId,
    fresh,
    onSession,
  )
  const [text, setText] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const pinned = useRef(true)
  const last = messages.at(-1)

  useShortcut('c', 'Write a message', () => input.current?.focus())

  useEffect(() => {
    pinned.current = true
    if (window.matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [sessionId])

  // What could not be said here any more is there to be said elsewhere.
  useEffect(() => {
    if (unsent) setText(now => now || unsent)
  }, [unsent])

  useEffect(() => {
    if (!say) return
    onSaid()
    void send(say)
  }, [say, onSaid, send])

  useEffect(() => {
    if (pinned.current) end.current?.scrollIntoView({ block: 'end' })
  }, [messages.length, last?.parts, busy])

  // What is read of the past is put above what is looked at, which stays where it is.
  const first = messages[0]?.id
  const below = useRef(0)
  useLayoutEffect(() => {
    const box = scroller.current
    if (box && first !== undefined && !pinned.current) box.scrollTop = box.scrollHeight - below.current
  }, [first])

  const submit = useCallback(
    (words: string) => {
      pinned.current = true
      void send(words)
    },
    [send],
  )
  const empty = messages.length === 0 && !busy && !(sessionId && stored.isPending)

  return (
    <Flex direction="column" h="full" minW="0" flex="1">
      {!empty && (
        <VisuallyHidden asChild>
          <h1>Chat</h1>
        </VisuallyHidden>
      )}
      <Box
        ref={scroller}
        flex="1"
        minH="0"
        overflowY="auto"
        px={{ base: '4', md: '8' }}
        onScroll={event => {
          const box = event.currentTarget
          pinned.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80
          below.current = box.scrollHeight - box.scrollTop
          if (box.scrollTop < box.clientHeight / 2) readOlder?.()
        }}
        css={{ overflowAnchor: 'none' }}
        tabIndex={0}
        role="log"
        aria-label="Conversation"
        focusVisibleRing="inside"
      >
        <Flex direction="column" maxW="prose" mx="auto" minH="full" pt="6">
          {sessionId && stored.isPending && !gone && messages.length === 0 ? (
            <SkeletonRows rows={4} label="Conversation" />
          ) : gone && messages.length === 0 ? (
            <Box flex="1" />
          ) : stored.isError && messages.length === 0 ? (
            <Problem error={stored.error} onRetry={() => stored.refetch()} />
          ) : empty ? (
            <Welcome onSay={submit} />
          ) : (
            <Stack gap="6" pb="4">
              {readOlder && <SkeletonRows rows={2} label="Earlier messages" />}
              {messages.map(message => (
                <Message key={message.id} message={message} onSay={message === last ? submit : undefined} />
              ))}
              {busy && last?.role === 'user' && <Thinking />}
              {waits && (
                <Text fontSize="sm" color="fg.muted" textAlign="end">
                  Waiting to be sent
                </Text>
              )}
              {problem && (
                <Alert.Root status="error" size="sm" borderRadius="control" alignItems="center">
                  <Alert.Indicator />
                  <Alert.Title flex="1">{problem}</Alert.Title>
                  <Button size="xs" variant="outline" onClick={retry}>
                    Try again
                  </Button>
                </Alert.Root>
              )}
            </Stack>
          )}
          <div ref={end} />
        </Flex>
      </Box>
      <Box px={{ base: '4', md: '8' }} pb={{ base: '2', md: '6' }} pt="2">
        <Box maxW="prose" mx="auto">
          <Box pb="2" _empty={{ display: 'none' }}>
            <UploadList />
          </Box>
          {gone && <Gone onNew={onNew} keeps={text.trim() !== ''} />}
          <Composer inputRef={input} text={text} onText={setText} busy={busy} closed={gone} onSend={submit} onStop={stop} />
        </Box>
      </Box>
    </Flex>
  )
}

/** Says that there is no such conversation any more, and leads to a new one, where what was typed stays in the box. */
function Gone({ onNew, keeps }: { onNew: () => void; keeps: boolean }) {
  return (
    <Alert.Root status="warning" size="sm" borderRadius="control" alignItems="center" mb="2">
      <Alert.Indicator />
      <Alert.Title flex="1">This conversation was deleted.{keeps && ' What you typed comes with you to a new one.'}</Alert.Title>
      <Button size="xs" variant="outline" onClick={onNew}>
        New conversation
      </Button>
    </Alert.Root>
  )
}
