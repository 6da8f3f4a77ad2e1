'use client'
import { Button, Drawer, Skeleton, Stack, Text } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { api } from '../../lib/api.ts'
import { useMayWrite } from '../../lib/may.ts'
import type { Task } from '../../lib/records.ts'
import { useDeleteTask } from '../../lib/tasks.ts'
import { LookOnly } from '../look-only.tsx'
import { PanelFrame } from '../panel-frame.tsx'
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
  const remove = useDeleteTask()
  const mayWrite = useMayWrite()
  return (
    <PanelFrame open={Boolean(id)} onClose={onClose} title="Task">
      <Drawer.Body>
        {task.isPending && (
          <Stack gap="6" aria-busy="true">
            {[1, 2, 3, 4, 5].map(row => (
              <Skeleton key={row} h="14" borderRadius="control" />
            ))}
          </Stack>
        )}
        {task.isError && !task.data && <Problem error={task.error} onRetry={() => task.refetch()} />}
        {task.data && (
          <LookOnly>
            <TaskForm key={task.data.id} task={task.data} />
          </LookOnly>
        )}
      </Drawer.Body>
      {task.data && (
        <Drawer.Footer justifyContent="space-between" borderTopWidth="1px" py="2">
          <Text fontSize="xs" color="fg.subtle">
            Changed <When value={task.data.updatedAt} ago />
          </Text>
          {mayWrite && (
            <Button
              size="sm"
              variant="ghost"
              color="fg.error"
              onClick={() => {
                remove.mutate(task.data)
                onClose()
              }}
            >
              <Trash2 size={14} aria-hidden /> Delete
            </Button>
          )}
        </Drawer.Footer>
      )}
    </PanelFrame>
  )
}
