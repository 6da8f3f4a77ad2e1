'use client'
import { Box, Checkbox, HStack, Input, Stack, Text } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import type { Paged, Task } from '../../lib/records.ts'
import { useCompleteTask, useCreateTask, useUpdateTask } from '../../lib/tasks.ts'

/** What a task is made of. */
export function Subtasks({ task }: { task: Task }) {
  const [title, setTitle] = useState('')
  const parts = useQuery({
    queryKey: ['tasks', 'parts', task.id],
    queryFn: ({ signal }) => api.get<Paged<Task>>('/api/tasks', { parent: task.id, filter: 'all', limit: 200 }, signal),
    select: page => page.items,
  })
  const create = useCreateTask()
  const complete = useCompleteTask()
  const update = useUpdateTask()

  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!title.trim()) return
    create.mutate({ title: title.trim(), parent: task.id })
    setTitle('')
  }

  return (
    <Box>
      <Text fontWeight="medium" pb="1" id="subtasks">
        Subtasks
      </Text>
      <Stack as="ul" gap="0" listStyleType="none" aria-labelledby="subtasks">
        {parts.data?.map(part => (
          <HStack as="li" key={part.id} minH="8">
            <Checkbox.Root
              size="sm"
              checked={part.status === 'done'}
              onCheckedChange={change => (change.checked ? complete.mutate(part) : update.mutate({ id: part.id, status: 'open' }))}
            >
              <Checkbox.HiddenInput />
              <Checkbox.Control borderRadius="full" />
              <Checkbox.Label
                fontWeight="normal"
                color={part.status === 'done' ? 'fg.subtle' : 'fg'}
                textDecoration={part.status === 'done' ? 'line-through' : undefined}
              >
                {part.title}
              </Checkbox.Label>
            </Checkbox.Root>
          </HStack>
        ))}
      </Stack>
      <form onSubmit={add}>
        <Input
          size="sm"
          mt="1"
          value={title}
          onChange={event => setTitle(event.target.value)}
          aria-label="New subtask"
          placeholder="Add a subtask"
          maxLength={500}
        />
      </form>
    </Box>
  )
}
