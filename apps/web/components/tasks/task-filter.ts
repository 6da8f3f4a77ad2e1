/** What the address of the tasks page says; an empty field does not filter. */
export interface TaskFilter {
  filter: 'open' | 'overdue' | 'done' | 'all'
  project: string
  labels: string
  priority: string
  /** `me` for the person's own. */
  assignee: string
  /** Words to search for. */
  q: string
}

const filters = ['open', 'overdue', 'done', 'all'] as const

export const readFilter = (get: (name: string) => string): TaskFilter => ({
  filter: filters.find(one => one === get('filter')) ?? 'open',
  project: get('project'),
  labels: get('labels'),
  priority: get('priority'),
  assignee: get('assignee') === 'me' ? 'me' : '',
  q: get('q'),
})
