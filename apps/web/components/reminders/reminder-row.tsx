'use client'
import { sayRecurrence } from '@atom/contracts'
import { Checkbox, Flex, HStack, Icon, IconButton, Menu, Portal, Text } from '@chakra-ui/react'
import { Clock, Ellipsis, Repeat, Trash2 } from 'lucide-react'
import type { Reminder } from '../../lib/records.ts'
import { useDeleteReminder, useDismissReminder, useSnoozeReminder } from '../../lib/reminders.ts'
import { When } from '../when.tsx'

const snoozes = [
  { minutes: 10, label: 'In 10 minutes' },
  { minutes: 60, label: 'In an hour' },
  { minutes: 1440, label: 'In a day' },
]

/** One reminder: dismiss it, put it off, change it. */
export function ReminderRow({ reminder, onOpen }: { reminder: Reminder; onOpen: () => void }) {
  const dismiss = useDismissReminder()
  const snooze = useSnoozeReminder()
  const remove = useDeleteReminder()
  const past = reminder.status === 'done'
  return (
    <HStack
      as="li"
      gap="3"
      minH="row"
      px="2"
      mx="-2"
      borderRadius="control"
      _hover={{ bg: 'bg.muted' }}
      _focusWithin={{ bg: 'bg.muted' }}
      data-row
    >
      <Checkbox.Root size="sm" checked={past} disabled={past} onCheckedChange={() => dismiss.mutate(reminder)}>
        <Checkbox.HiddenInput aria-label={`Dismiss ${reminder.title}`} />
        <Checkbox.Control borderRadius="full" />
      </Checkbox.Root>
      <Flex
        as="button"
        onClick={onOpen}
        data-item
        flex="1"
        minW="0"
        minH="row"
        align="center"
        gap="3"
        textAlign="start"
        cursor="pointer"
        borderRadius="control"
        focusRing="inside"
      >
        <Text flex="1" minW="0" truncate title={reminder.title} color={past ? 'fg.subtle' : undefined}>
          {reminder.title}
        </Text>
        <HStack gap="2" flexShrink="0" color="fg.muted" fontSize="xs">
          {reminder.person && <Text>{reminder.person}</Text>}
          {reminder.rrule && (
            <Icon asChild boxSize="3.5">
              <Repeat aria-label={`Repeats ${sayRecurrence(reminder.rrule)}`} role="img" />
            </Icon>
          )}
          <When value={reminder.snoozedUntil ?? reminder.due} color={reminder.status === 'fired' ? 'fg.error' : undefined} />
        </HStack>
      </Flex>
      <Menu.Root positioning={{ placement: 'bottom-end' }} lazyMount unmountOnExit>
        <Menu.Trigger asChild>
          <IconButton size="xs" variant="ghost" color="fg.subtle" aria-label={`More for ${reminder.title}`}>
            <Ellipsis size={14} />
          </IconButton>
        </Menu.Trigger>
        <Portal>
          <Menu.Positioner>
            <Menu.Content>
              {!past &&
                snoozes.map(({ minutes, label }) => (
                  <Menu.Item key={minutes} value={String(minutes)} onSelect={() => snooze.mutate({ one: reminder, minutes })}>
                    <Clock size={14} aria-hidden /> {label}
                  </Menu.Item>
                ))}
              <Menu.Item value="delete" color="fg.error" onSelect={() => remove.mutate(reminder)}>
                <Trash2 size={14} aria-hidden /> Delete
              </Menu.Item>
            </Menu.Content>
          </Menu.Positioner>
        </Portal>
      </Menu.Root>
    </HStack>
  )
}
