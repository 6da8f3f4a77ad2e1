import type { EventKind } from '@atom/kernel'

const id = '0192f0c4-7b1e-7d6a-9c55-0a4f3c1b2d3e'

/** What happens to the models of a workspace. */
export const modelEvents: EventKind[] = [
  { name: 'model.created', title: 'A language model was added', example: { id } },
  { name: 'model.updated', title: 'A language model was changed', example: { id } },
  { name: 'model.removed', title: 'A language model was removed', example: { id } },
  { name: 'embedder.chosen', title: 'Another embedding model was chosen', example: {} },
]
