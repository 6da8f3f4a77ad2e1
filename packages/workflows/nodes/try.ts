import { SubGraph } from '../graph/schema.ts'
import { defineNode } from './node-type.ts'

/** Runs its own graph and goes on either way. */
export const tryNode = defineNode({
  type: 'try',
  version: 1,
  title: 'Try',
  description: 'Runs the steps inside it. Goes on by “done” with what they gave, or by “error” with what went wrong.',
  group: 'flow',
  mode: 'pure',
  config: { graph: SubGraph },
  ports: () => ['done', 'error'],
  body: ({ graph }) => graph as SubGraph,
  run: () => ({ each: { items: [null], concurrency: 1, onItemError: 'continue' } }),
  close([only]) {
    return only?.error ? { output: { error: only.error }, port: 'error' } : { output: only?.output ?? null, port: 'done' }
  },
})
