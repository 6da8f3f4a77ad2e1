import { defineNode } from './node-type.ts'

/** Several ways on at once. */
export const parallel = defineNode({
  type: 'parallel',
  version: 1,
  title: 'In parallel',
  description: 'Begins everything that follows it at the same time. Join the ways again with “merge”.',
  group: 'flow',
  mode: 'pure',
  config: {},
  run: () => ({ output: {} }),
})
