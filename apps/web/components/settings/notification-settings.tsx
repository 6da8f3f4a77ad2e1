'use client'
import { Button, HStack, Text } from '@chakra-ui/react'
import { usePermission } from '../../lib/permission.ts'
import { Section } from './section.tsx'

const sayings = {
  default: 'This browser has not been asked yet.',
  granted: 'This browser shows a notification when a reminder fires and ATOM is open in a tab.',
  denied: 'This browser forbids it. Allow notifications for this address in the browser’s settings, then load the page again.',
  unsupported: 'This browser has no notifications. The bell shows them all the same.',
}

/** Whether the browser may show what the bell shows. */
export function NotificationSettings() {
  const { state, ask } = usePermission()
  return (
    <Section title="Notifications" say="Reminders that fire always appear under the bell.">
      <HStack justify="space-between" gap="4">
        <Text>{sayings[state]}</Text>
        {state === 'default' && (
          <Button size="sm" flexShrink="0" onClick={() => ask()}>
            Allow
          </Button>
        )}
        {state === 'granted' && (
          <Button
            size="sm"
            variant="outline"
            flexShrink="0"
            onClick={() => new Notification('ATOM', { body: 'Notifications work.', icon: '/icon.svg' })}
          >
            Show one
          </Button>
        )}
      </HStack>
    </Section>
  )
}
