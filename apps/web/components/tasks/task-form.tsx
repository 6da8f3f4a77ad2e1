'use client'
import { SimpleGrid, Stack } from '@chakra-ui/react'
import { useMembers, useProjectNames } from '../../lib/people.ts'
import type { Task } from '../../lib/records.ts'
import { useUpdateTask } from '../../lib/tasks.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { LabelsField } from '../fields/labels-field.tsx'
import { RepeatField } from '../fields/repeat-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { WhenField } from '../fields/when-field.tsx'
import { Subtasks } from './subtasks.tsx'

const statusOptions = [
  { value: 'open', label: 'Open' },
  { value: 'in_progress', label: 'In progress' },
  { value: 'done', label: 'Done' },
  { value: 'cancelled', label: 'Cancelled' },
] as const

const priorityOptions = [
  { value: 'low', label: 'Low' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High' },
  { value: 'urgent', label: 'Urgent' },
] as const

/** All fields of a task. There is no save button: what is changed is saved. */
export function TaskForm({ task }: { task: Task }) {
  const update = useUpdateTask()
  const projects = useProjectNames()
  const members = useMembers()
  const set = (change: Parameters<typeof update.mutate>[0] extends infer V ? Omit<V, 'id'> : never) =>
    update.mutate({ id: task.id, ...change })
  return (
    <Stack gap="4">
      <TextField label="Title" value={task.title} required onCommit={title => set({ title })} />
      <SimpleGrid columns={2} gap="4">
        <ChoiceField label="Status" value={task.status} options={statusOptions} onChange={status => set({ status })} />
        <ChoiceField label="Priority" value={task.priority} options={priorityOptions} onChange={priority => set({ priority })} />
      </SimpleGrid>
      <WhenField label="Due" value={task.due} onChange={due => set({ due })} />
      <RepeatField value={task.rrule} start={task.due} onChange={rrule => set({ rrule })} />
      <SimpleGrid columns={2} gap="4">
        <TextField
          label="Project"
          value={task.project}
          options={projects}
          placeholder="None"
          onCommit={project => set({ project: project || null })}
        />
        <TextField
          label="Assignee"
          value={task.assignee}
          options={members}
          placeholder="Nobody"
          onCommit={assignee => set({ assignee: assignee || null })}
        />
      </SimpleGrid>
      <LabelsField value={task.labels} onChange={labels => set({ labels })} />
      <TextField label="Notes" value={task.notes} long onCommit={notes => set({ notes: notes || null })} />
      <Subtasks task={task} />
    </Stack>
  )
}
