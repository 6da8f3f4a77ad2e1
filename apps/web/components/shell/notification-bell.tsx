'use client'
import { Box, Button, Circle, Float, HStack, IconButton, Popover, Portal, Stack, Text } from '@chakra-ui/react'
import { Bell } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useMarkRead, useNotifications } from '../../lib/notifications.ts'
import { SkeletonRows } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { Problem } from '../problem.tsx'
import { When } from '../when.tsx'

/** How many are new, and the list of them. */
export function NotificationBell() {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const query = useNotifications()
  const markRead = useMarkRead()
  const items = query.data?.items ?? []
  const unread = items.filter(one => !one.readAt).length
  return (
    <Popover.Root
      open={open}
      onOpenChange={change => setOpen(change.open)}
      positioning={{ placement: 'bottom-end' }}
      lazyMount
      unmountOnExit
    >
      <Popover.Trigger asChild>
        <IconButton size="sm" variant="ghost" aria-label={unread ? `Notifications, ${unread} new` : 'Notifications'} position="relative">
          <Bell size={16} />
          {unread > 0 && (
            <Float offset="2">
              <Circle size="4" bg="accent.solid" color="accent.contrast" fontSize="2xs" fontWeight="semibold">
                {unread > 9 ? '9+' : unread}
              </Circle>
            </Float>
          )}
        </IconButton>
      </Popover.Trigger>
      <Portal>
        <Popover.Positioner>
          <Popover.Content aria-label="Notifications" w="sm" maxW="calc(100vw - 2rem)">
            <HStack justify="space-between" px="4" h="12" borderBottomWidth="1px">
              <Popover.Title fontWeight="semibold">Notifications</Popover.Title>
              <Button size="xs" variant="ghost" disabled={unread === 0} onClick={() => markRead.mutate(undefined)}>
                Mark all read
              </Button>
            </HStack>
            <Box maxH="96" overflowY="auto" p="2">
              {query.isPending && <SkeletonRows rows={3} label="Notifications" />}
              {query.isError && !query.data && <Problem error={query.error} onRetry={() => query.refetch()} />}
              {query.data && items.length === 0 && (
                <Empty icon={Bell} title="Nothing new">
                  Reminders that fire appear here.
                </Empty>
              )}
              <Stack gap="0.5">
                {items.map(one => (
                  <Button
                    key={one.id}
                    variant="ghost"
                    h="auto"
                    py="2"
                    px="2"
                    justifyContent="start"
                    textAlign="start"
                    whiteSpace="normal"
                    fontWeight="normal"
                    onClick={() => {
                      if (!one.readAt) markRead.mutate(one.id)
                      if (one.link?.startsWith('/')) {
                        setOpen(false)
                        router.push(one.link)
                      }
                    }}
                  >
                    <Circle size="2" bg={one.readAt ? 'transparent' : 'accent.solid'} flexShrink="0" alignSelf="start" mt="1.5" />
                    <Stack gap="0" flex="1" minW="0">
                      <Text fontWeight={one.readAt ? 'normal' : 'medium'}>{one.title}</Text>
                      {one.body && (
                        <Text color="fg.muted" lineClamp="2">
                          {one.body}
                        </Text>
                      )}
                      <When value={one.createdAt} ago color="fg.subtle" fontSize="xs" />
                    </Stack>
                  </Button>
                ))}
              </Stack>
            </Box>
          </Popover.Content>
        </Popover.Positioner>
      </Portal>
    </Popover.Root>
  )
}
