'use client'
import { Button } from '@chakra-ui/react'
import { CircleCheck, Plus } from 'lucide-react'
import { useRef } from 'react'
import { AsyncList } from '../../../components/async-list.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Page } from '../../../components/page.tsx'
import { QuickAdd } from '../../../components/tasks/quick-add.tsx'
import { TaskDrawer } from '../../../components/tasks/task-drawer.tsx'
import { readFilter } from '../../../components/tasks/task-filter.ts'
import { TaskFilters } from '../../../components/tasks/task-filters.tsx'
import { TaskGroups } from '../../../components/tasks/task-groups.tsx'
import { Writes } from '../../../components/writes.tsx'
import { useMayWrite } from '../../../lib/may.ts'
import { usePages } from '../../../lib/pages.ts'
import type { Task } from '../../../lib/records.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useSettled } from '../../../lib/understand.ts'
import { useUrlState } from '../../../lib/url-state.ts'

export default function TasksPage() {
  useTitle('Tasks')
  const { get, set } = useUrlState()
  const filter = readFilter(get)
  const words = useSettled(filter.q.trim(), 250)
  const add = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const tasks = usePages<Task>(
    ['tasks', 'list'],
    '/api/tasks',
    { filter: filter.filter, project: filter.project, labels: filter.labels, priority: filter.priority, assignee: filter.assignee },
    words ? { skill: 'tasks.search', query: words } : undefined,
  )
  const labels = [...new Set(tasks.data?.pages.flatMap(page => page.items.flatMap(task => task.labels)))].sort()
  const mayWrite = useMayWrite()
  useShortcut('n', 'New task', () => add.current?.focus(), { enabled: mayWrite })
  useShortcut('/', 'Search tasks', () => search.current?.focus())

  return (
    <Page
      title="Tasks"
      action={
        <Writes>
          <Button size="sm" onClick={() => add.current?.focus()}>
            <Plus size={16} aria-hidden /> New task
          </Button>
        </Writes>
      }
      tools={
        <TaskFilters
          value={filter}
          onChange={change => set({ ...change, ...(change.filter === 'open' ? { filter: '' } : {}) })}
          labels={labels}
          searchRef={search}
        />
      }
    >
      {mayWrite && <QuickAdd inputRef={add} preset={{ ...(filter.project ? { project: filter.project } : {}) }} />}
      <AsyncList
        query={tasks}
        label="Tasks"
        empty={
          words ? (
            <Empty icon={CircleCheck} title="Nothing found">
              No task has these words. Try fewer.
            </Empty>
          ) : (
            <Empty icon={CircleCheck} title={filter.filter === 'done' ? 'Nothing done yet' : 'Nothing open'}>
              {mayWrite && 'Write a task above, press N, or tell the chat.'}
            </Empty>
          )
        }
      >
        {items => (
          <TaskGroups
            tasks={items}
            grouped={!words && filter.filter === 'open'}
            more={tasks.hasNextPage}
            onOpen={id => set({ task: id }, { push: true })}
          />
        )}
      </AsyncList>
      <TaskDrawer id={get('task')} onClose={() => set({ task: undefined })} />
    </Page>
  )
}
