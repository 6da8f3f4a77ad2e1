'use client'
import { Alert, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { dropWaiting, onSent, sendWaiting, useWaiting } from '../../lib/outbox.ts'
import { complain } from '../toaster.tsx'

/** Milliseconds between two tries. */
const pause = 3000

/** What the person typed while the server could not be reached: it is sent once that is back, also after a reload, and shown until then. */
export function Waiting({ person }: { person: string }) {
  const client = useQueryClient()
  const waiting = useWaiting().filter(item => item.person === person)
  const open = waiting.some(item => !item.refused)

  useEffect(() => {
    if (!open) return
    const send = () => void sendWaiting(person).catch(complain)
    send()
    const timer = setInterval(send, pause)
    window.addEventListener('online', send)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', send)
    }
  }, [open, person])
  useEffect(() => onSent(() => void client.invalidateQueries()), [client])

  if (waiting.length === 0) return null
  return (
    <Alert.Root status={open ? 'info' : 'error'} size="sm" borderRadius="0" flexShrink="0" role="status">
      <Alert.Indicator />
      <Stack gap="1" flex="1" minW="0">
        {waiting.map(item => (
          <HStack key={item.id} gap="2">
            <Text flex="1" minW="0" truncate>
              {item.refused ? `Not sent: ${item.refused}` : 'Waiting to be sent:'} “{item.words}”
            </Text>
            <Button size="xs" variant="outline" onClick={() => dropWaiting(item.id)}>
              Discard
            </Button>
          </HStack>
        ))}
      </Stack>
    </Alert.Root>
  )
}
