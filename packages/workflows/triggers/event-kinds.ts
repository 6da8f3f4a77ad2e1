import type { EventKind } from '@atom/kernel'

const id = '0192f0c4-7b1e-7d6a-9c55-0a4f3c1b2d3e'

/** What happens to automations themselves. */
export const workflowEvents: EventKind[] = [
  {
    name: 'run.failed',
    title: 'A run failed',
    example: { id, workflow: id, error: { code: 'kernel.unreachable', message: 'shop.example cannot be reached.', node: 'order' } },
  },
  { name: 'variable.changed', title: 'A variable was changed', example: { name: 'city' } },
  { name: 'workflow.created', title: 'An automation was added', record: 'workflows.get', example: { id } },
  { name: 'workflow.updated', title: 'An automation was changed', record: 'workflows.get', example: { id } },
  { name: 'workflow.published', title: 'An automation was published', record: 'workflows.get', example: { id, version: 1 } },
  { name: 'workflow.deleted', title: 'An automation was deleted', example: { id } },
]
