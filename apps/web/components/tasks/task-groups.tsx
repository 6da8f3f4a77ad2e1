'use client'
import { Box, Heading, Stack, Text } from '@chakra-ui/react'
import { dayOf, firstWeekday, today } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'
import type { Task } from '../../lib/records.ts'
import { focusedRow, useRowKeys } from '../../lib/row-keys.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { groupTasks } from '../../lib/task-groups.ts'
import { useCompleteTask, useUpdateTask } from '../../lib/tasks.ts'
import { TaskRow } from './task-row.tsx'

interface Props {
  tasks: Task[]
  /** By when they are due; otherwise one plain list. */
  grouped: boolean
  /** There are more than are loaded. */
  more: boolean
  onOpen: (id: string) => void
}

/** Tasks in groups, with arrow keys from row to row. */
export function TaskGroups({ tasks, grouped, more, onOpen }: Props) {
  const { zone, locale } = usePlace()
  const complete = useCompleteTask()
  const update = useUpdateTask()
  const onKeyDown = useRowKeys()
  useShortcut('x', 'Complete the task', () => focusedRow()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click())
  const now = new Date()
  const isLate = ({ due }: Task) =>
    Boolean(due && (due.length > 10 ? Date.parse(due) < now.getTime() : dayOf(due, zone) < today(zone, now)))
  const groups = grouped ? groupTasks(tasks, { zone, firstDay: firstWeekday(locale), more, now }) : [{ title: '', tasks, more }]
  return (
    <Stack gap="4" onKeyDown={onKeyDown}>
      {groups.map(group => (
        <Box as="section" key={group.title} aria-label={group.title || 'Tasks'}>
          {group.title && (
            <Heading
              as="h2"
              size="xs"
              fontWeight="semibold"
              color={group.title === 'Overdue' ? 'fg.error' : 'fg.muted'}
              display="flex"
              gap="2"
              h="8"
              alignItems="center"
            >
              {group.title}
              <Text as="span" color="fg.subtle" fontWeight="normal" fontVariantNumeric="tabular-nums">
                {group.tasks.length}
                {group.more && '+'}
              </Text>
            </Heading>
          )}
          <Stack as="ul" gap="0" listStyleType="none">
            {group.tasks.map(task => (
              <TaskRow
                key={task.id}
                task={task}
                late={isLate(task)}
                onOpen={() => onOpen(task.id)}
                onToggle={done => (done ? complete.mutate(task) : update.mutate({ id: task.id, status: 'open' }))}
              />
            ))}
          </Stack>
        </Box>
      ))}
    </Stack>
  )
}
