'use client'
import { Box, HStack, Skeleton, Stack, Text } from '@chakra-ui/react'
import { memo, useEffect, useState } from 'react'
import { linksBefore } from '../../lib/memory/passage-link.ts'
import { withLinks } from '../../lib/memory/read-answer.ts'
import type { ChatCallPart, ChatMessage } from '../../lib/records.ts'
import { Markdown } from '../markdown.tsx'
import { When } from '../when.tsx'
import { AutomationCard, proposedIn } from './automation-card.tsx'
import { CallCard } from './call-card.tsx'

interface Props {
  message: ChatMessage
  /** Answers it in the person's name, where it is the last one: what it offers is still open. */
  onSay?: ((text: string) => void) | undefined
}

/** One message: the person's words, or ATOM's answer with its cards. */
export const Message = memo(function Message({ message, onSay }: Props) {
  if (message.role === 'user') {
    return (
      <Box
        as="article"
        aria-label="You"
        alignSelf="end"
        maxW="85%"
        bg="bg.emphasized"
        borderRadius="card"
        px="4"
        py="2"
        title={new Date(message.createdAt).toLocaleString()}
      >
        <Text whiteSpace="pre-wrap" overflowWrap="anywhere">
          {message.parts.map(part => (part.type === 'text' ? part.text : '')).join('')}
        </Text>
      </Box>
    )
  }
  const writing = message.status === 'streaming'
  // A no is to all that an answer asks; beside another question the card only closes.
  const onNo = onSay && !message.parts.some(part => part.type === 'call' && part.status === 'asks') ? () => onSay('Not now') : undefined
  return (
    <Stack as="article" aria-label="ATOM" gap="3" w="full" aria-busy={writing}>
      {message.parts.map((part, index) =>
        part.type === 'text' ? (
          part.text && (
            <Markdown key={index} streaming={writing && index === message.parts.length - 1}>
              {withLinks(part.text, linksBefore(message.parts, index))}
            </Markdown>
          )
        ) : (
          <Card key={part.id} call={part} onNo={onNo} told={message.parts.slice(index + 1).some(later => later.type === 'text')} />
        ),
      )}
      {writing && message.parts.length === 0 && <Thinking />}
      {message.status === 'stopped' && <Text color="fg.muted">Stopped.</Text>}
      {!writing && message.usage && (
        <HStack fontSize="xs" color="fg.subtle" gap="2">
          {message.usage.model && <Text>{message.usage.model}</Text>}
          <Text fontVariantNumeric="tabular-nums">
            {message.usage.inputTokens + message.usage.outputTokens} tokens
            {message.usage.cost === undefined ? '' : ` · $${message.usage.cost.toFixed(4)}`}
          </Text>
          {message.createdAt && <When value={message.createdAt} ago />}
        </HStack>
      )}
    </Stack>
  )
})

/** A proposal is shown with its picture, anything else as the call it was. */
function Card({ call, told, onNo }: { call: ChatCallPart; told: boolean; onNo: (() => void) | undefined }) {
  const proposed = proposedIn(call)
  return proposed ? <AutomationCard proposed={proposed} undone={call.undone} onNo={onNo} /> : <CallCard call={call} told={told} />
}

/** Milliseconds after which only a language model can still be at work on its first word. */
const soon = 8000

/** Where the answer will be; after a while it says what it waits for. */
export function Thinking() {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), soon)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Stack gap="2" role="status" aria-label="ATOM is answering">
      <Skeleton h="4" w="60%" borderRadius="control" />
      <Skeleton h="4" w="40%" borderRadius="control" />
      {long && (
        <Text fontSize="sm" color="fg.muted">
          The model has not begun to answer. One that runs nearby may take minutes to load; this goes on when you leave.
        </Text>
      )}
    </Stack>
  )
}
