'use client'
import { Button, CloseButton, Drawer, Portal, Skeleton, Stack, Text } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { api } from '../../lib/api.ts'
import type { Task } from '../../lib/records.ts'
import { useDeleteTask } from '../../lib/tasks.ts'
import { Problem } from '../problem.tsx'
import { When } from '../when.tsx'
import { TaskForm } from './task-form.tsx'

/** One task with all its fields; each is saved as it is changed. */
export function TaskDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const task = useQuery({
    queryKey: ['tasks', 'one', id],
    queryFn: ({ signal }) => api.get<Task>(`/api/tasks/${encodeURIComponent(id)}`, {}, signal),
    enabled: Boolean(id),
  })
  const content = useRef<HTMLDivElement>(null)
  const remove = useDeleteTask()
  return (
    <Drawer.Root
      open={Boolean(id)}
      onOpenChange={change => !change.open && onClose()}
      size="sm"
      initialFocusEl={() => content.current}
      lazyMount
      unmountOnExit
    >
      <Portal>
        <Drawer.Backdrop />
        <Drawer.Positioner>
          <Drawer.Content ref={content} tabIndex={-1} outline="none">
            <Drawer.Header pb="2">
              <Drawer.Title fontSize="md">Task</Drawer.Title>
            </Drawer.Header>
            <Drawer.Body>
              {task.isPending && (
                <Stack gap="6" aria-busy="true">
                  {[1, 2, 3, 4, 5].map(row => (
                    <Skeleton key={row} h="14" borderRadius="control" />
                  ))}
                </Stack>
              )}
              {task.isError && !task.data && <Problem error={task.error} onRetry={() => task.refetch()} />}
              {task.data && <TaskForm key={task.data.id} task={task.data} />}
            </Drawer.Body>
            {task.data && (
              <Drawer.Footer justifyContent="space-between" borderTopWidth="1px" py="2">
                <Text fontSize="xs" color="fg.subtle">
                  Changed <When value={task.data.updatedAt} ago />
                </Text>
                <Button
                  size="sm"
                  variant="ghost"
                  colorPalette="red"
                  onClick={() => {
                    remove.mutate(task.data)
                    onClose()
                  }}
                >
                  <Trash2 size={14} aria-hidden /> Delete
                </Button>
              </Drawer.Footer>
            )}
            <Drawer.CloseTrigger asChild>
              <CloseButton size="sm" />
            </Drawer.CloseTrigger>
          </Drawer.Content>
        </Drawer.Positioner>
      </Portal>
    </Drawer.Root>
  )
}
