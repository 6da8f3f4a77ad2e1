'use client'
import { Tag, Text } from '@chakra-ui/react'
import type { Task } from '../../lib/records.ts'
import { Repeats } from '../repeats.tsx'
import { TickRow } from '../tick-row.tsx'
import { When } from '../when.tsx'
import { PriorityIcon } from './priority-icon.tsx'

interface Props {
  task: Task
  late: boolean
  onOpen: () => void
  onToggle: (done: boolean) => void
}

/** One task in a list. */
export function TaskRow({ task, late, onOpen, onToggle }: Props) {
  const done = task.status === 'done' || task.status === 'cancelled'
  return (
    <TickRow
      title={task.title}
      done={done}
      tick={`${done ? 'Reopen' : 'Complete'} ${task.title}`}
      onTick={onToggle}
      onOpen={onOpen}
      details={
        <>
          {task.labels.slice(0, 3).map(label => (
            <Tag.Root key={label} size="sm" variant="surface" colorPalette="gray" minW="0">
              <Tag.Label>{label}</Tag.Label>
            </Tag.Root>
          ))}
          {task.labels.length > 3 && <Text title={task.labels.slice(3).join(', ')}>+{task.labels.length - 3}</Text>}
          {task.project && (
            <Text truncate title={task.project}>
              {task.project}
            </Text>
          )}
          {task.assignee && (
            <Text truncate title={task.assignee}>
              {task.assignee}
            </Text>
          )}
          <PriorityIcon priority={task.priority} />
          {task.rrule && <Repeats rrule={task.rrule} />}
          {task.due && (
            <When value={task.due} color={late && !done ? 'fg.error' : undefined} fontWeight={late && !done ? 'medium' : undefined} />
          )}
        </>
      }
    />
  )
}
