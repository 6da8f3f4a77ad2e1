import type { EventKind } from '@atom/kernel'

const id = '0192f0c4-7b1e-7d6a-9c55-0a4f3c1b2d3e'

/** What happens to files, as automations may be started by it. */
export const memoryEvents: EventKind[] = [
  { name: 'file.created', title: 'A file was added', record: 'files.get', example: { id } },
  { name: 'file.deleted', title: 'A file was deleted', example: { id } },
]
