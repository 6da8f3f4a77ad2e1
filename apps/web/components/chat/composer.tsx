'use client'
import { Box, Flex, IconButton, Textarea } from '@chakra-ui/react'
import { ArrowUp, Square } from 'lucide-react'
import type { FormEvent, RefObject } from 'react'
import { useMayWrite } from '../../lib/may.ts'
import { AttachButton } from './attach-button.tsx'

interface Props {
  inputRef: RefObject<HTMLTextAreaElement | null>
  text: string
  onText: (text: string) => void
  busy: boolean
  /** Nothing can be said here any more; what was typed can still be read and copied. */
  closed?: boolean
  onSend: (text: string) => void
  /** Nothing while there is nothing to stop yet. */
  onStop: (() => void) | undefined
}

/** Enter sends, Shift-Enter begins a new line. */
export function Composer({ inputRef, text, onText, busy, closed = false, onSend, onStop }: Props) {
  const mayWrite = useMayWrite()
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    const words = text.trim()
    if (!words || busy || closed) return
    onText('')
    onSend(words)
  }
  return (
    <Box
      as="form"
      onSubmit={send}
      w="full"
      borderWidth="1px"
      borderRadius="card"
      bg={closed ? 'bg.muted' : 'bg.panel'}
      boxShadow={closed ? 'none' : 'raised'}
      _focusWithin={{ borderColor: 'accent.focusRing' }}
    >
      <Flex align="end" gap="2" p="2">
        {mayWrite && !closed && <AttachButton />}
        <Textarea
          ref={inputRef}
          value={text}
          onChange={event => onText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault()
              send()
            } else if (event.key === 'Escape') event.currentTarget.blur()
          }}
          rows={1}
          autoresize
          maxH="48"
          minH="8"
          py="1.5"
          px="2"
          border="none"
          outline="none"
          resize="none"
          aria-label="Message"
          placeholder={closed ? 'Nothing more can be said here' : 'Say what you want done'}
          readOnly={closed}
          color={closed ? 'fg.muted' : undefined}
          maxLength={32_000}
        />
        {busy ? (
          <IconButton size="sm" type="button" variant="outline" borderRadius="full" aria-label="Stop" disabled={!onStop} onClick={onStop}>
            <Square size={12} fill="currentColor" />
          </IconButton>
        ) : (
          <IconButton size="sm" type="submit" borderRadius="full" aria-label="Send" disabled={closed || !text.trim()}>
            <ArrowUp size={16} />
          </IconButton>
        )}
      </Flex>
    </Box>
  )
}
