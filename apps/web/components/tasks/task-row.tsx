'use client'
import { sayRecurrence } from '@atom/contracts'
import { Checkbox, Flex, HStack, Icon, Tag, Text } from '@chakra-ui/react'
import { Repeat } from 'lucide-react'
import type { Task } from '../../lib/records.ts'
import { When } from '../when.tsx'
import { PriorityIcon } from './priority-icon.tsx'

interface Props {
  task: Task
  late: boolean
  onOpen: () => void
  onToggle: (done: boolean) => void
}

/** One task in a list: tick it off, or open it. */
export function TaskRow({ task, late, onOpen, onToggle }: Props) {
  const done = task.status === 'done' || task.status === 'cancelled'
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
      <Checkbox.Root checked={done} onCheckedChange={change => onToggle(change.checked === true)} borderRadius="full" size="sm">
        <Checkbox.HiddenInput aria-label={done ? `Reopen ${task.title}` : `Complete ${task.title}`} />
        <Checkbox.Control borderRadius="full" />
      </Checkbox.Root>
      <Flex
        as="button"
        onClick={onOpen}
        data-item
        flex="1"
        minW="0"
        minH="row"
        py="1"
        align="center"
        columnGap="3"
        textAlign="start"
        cursor="pointer"
        borderRadius="control"
        focusRing="inside"
        wrap={{ base: 'wrap', sm: 'nowrap' }}
      >
        <Text
          flex={{ base: '1 0 100%', sm: '1' }}
          minW="0"
          truncate
          title={task.title}
          color={done ? 'fg.subtle' : 'fg'}
          textDecoration={done ? 'line-through' : undefined}
        >
          {task.title}
        </Text>
        <HStack gap="2" flexShrink="0" color="fg.muted" fontSize="xs" maxW="full" overflow="hidden">
          {task.labels.slice(0, 3).map(label => (
            <Tag.Root key={label} size="sm" variant="surface" colorPalette="gray">
              <Tag.Label>{label}</Tag.Label>
            </Tag.Root>
          ))}
          {task.project && <Text truncate>{task.project}</Text>}
          {task.assignee && <Text truncate>{task.assignee}</Text>}
          <PriorityIcon priority={task.priority} />
          {task.rrule && (
            <Icon asChild boxSize="3.5">
              <Repeat aria-label={`Repeats ${sayRecurrence(task.rrule)}`} role="img" />
            </Icon>
          )}
          {task.due && (
            <When value={task.due} color={late && !done ? 'fg.error' : undefined} fontWeight={late && !done ? 'medium' : undefined} />
          )}
        </HStack>
      </Flex>
    </HStack>
  )
}
