'use client'
import { Button, HStack, Menu, Portal, SegmentGroup } from '@chakra-ui/react'
import { ListFilter, X } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useProjects } from '../../lib/people.ts'
import { priorities } from '../../lib/records.ts'
import { SearchBox } from '../fields/search-box.tsx'
import type { TaskFilter } from './task-filter.ts'

interface Props {
  value: TaskFilter
  onChange: (change: Partial<TaskFilter>) => void
  /** Labels of the tasks that are loaded. */
  labels: string[]
  searchRef: RefObject<HTMLInputElement | null>
}

const views = [
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'done', label: 'Done' },
  { value: 'all', label: 'All' },
]

/** Which tasks are shown; it lives in the address. */
export function TaskFilters({ value, onChange, labels, searchRef }: Props) {
  return (
    <HStack wrap="wrap" gap="2">
      <SegmentGroup.Root
        size="sm"
        value={value.filter}
        onValueChange={change => onChange({ filter: (change.value as TaskFilter['filter']) ?? 'open' })}
        aria-label="Which tasks"
      >
        <SegmentGroup.Indicator />
        <SegmentGroup.Items items={views} />
      </SegmentGroup.Root>
      <MoreFilters value={value} onChange={onChange} labels={labels} />
      {(['project', 'labels', 'priority', 'assignee'] as const).map(name =>
        value[name] ? (
          <Button
            key={name}
            size="xs"
            variant="surface"
            onClick={() => onChange({ [name]: '' })}
            aria-label={`Remove filter ${value[name]}`}
          >
            {name === 'labels' ? `#${value[name]}` : name === 'assignee' ? 'Mine' : value[name]} <X size={12} aria-hidden />
          </Button>
        ) : null,
      )}
      <SearchBox
        label="Search tasks"
        inputRef={searchRef}
        defaultValue={value.q}
        onWords={q => onChange({ q })}
        box={{ flex: '1', minW: '40', maxW: { sm: '64' }, ms: { sm: 'auto' } }}
      />
    </HStack>
  )
}

function MoreFilters({ value, onChange, labels }: Omit<Props, 'searchRef'>) {
  const [open, setOpen] = useState(false)
  const projects = useProjects(open)
  return (
    <Menu.Root open={open} onOpenChange={change => setOpen(change.open)}>
      <Menu.Trigger asChild>
        <Button size="sm" variant="ghost" color="fg.muted">
          <ListFilter size={14} aria-hidden /> Filter
        </Button>
      </Menu.Trigger>
      <Portal>
        <Menu.Positioner>
          <Menu.Content maxH="96">
            <Menu.RadioItemGroup value={value.priority} onValueChange={change => onChange({ priority: change.value })}>
              <Menu.ItemGroupLabel>Priority</Menu.ItemGroupLabel>
              {[...priorities].reverse().map(priority => (
                <Menu.RadioItem key={priority} value={priority} textTransform="capitalize">
                  <Menu.ItemIndicator />
                  {priority}
                </Menu.RadioItem>
              ))}
            </Menu.RadioItemGroup>
            <Menu.Separator />
            <Menu.CheckboxItem
              value="mine"
              checked={value.assignee === 'me'}
              onCheckedChange={mine => onChange({ assignee: mine ? 'me' : '' })}
            >
              <Menu.ItemIndicator />
              Mine
            </Menu.CheckboxItem>
            {labels.length > 0 && (
              <Menu.RadioItemGroup value={value.labels} onValueChange={change => onChange({ labels: change.value })}>
                <Menu.Separator />
                <Menu.ItemGroupLabel>Label</Menu.ItemGroupLabel>
                {labels.map(label => (
                  <Menu.RadioItem key={label} value={label}>
                    <Menu.ItemIndicator />
                    {label}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioItemGroup>
            )}
            {projects.length > 0 && (
              <Menu.RadioItemGroup value={value.project} onValueChange={change => onChange({ project: change.value })}>
                <Menu.Separator />
                <Menu.ItemGroupLabel>Project</Menu.ItemGroupLabel>
                {projects.map(project => (
                  <Menu.RadioItem key={project.id} value={project.name}>
                    <Menu.ItemIndicator />
                    {project.name}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioItemGroup>
            )}
          </Menu.Content>
        </Menu.Positioner>
      </Portal>
    </Menu.Root>
  )
}
