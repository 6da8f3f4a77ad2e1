import { z } from 'zod'
import { SubGraph } from '../graph/schema.ts'
import { listOf } from './filter.ts'
import { defineNode } from './node-type.ts'

/** Runs its own graph for every item of a list. */
export const forEach = defineNode({
  type: 'forEach',
  version: 1,
  title: 'For each',
  description: 'Runs the steps inside it once for every item of a list, one after another or several at a time. Gives what each pass gave.',
  group: 'flow',
  mode: 'pure',
  config: {
    items: z.union([z.string().min(1).max(10_000), z.array(z.unknown()).max(100_000)]),
    graph: SubGraph,
    concurrency: z.number().int().min(1).max(100).optional().describe('Passes at the same time; 1 unless told.'),
    onItemError: z.enum(['stop', 'continue']).optional().describe('stop unless told.'),
  },
  fields: ({ items }) => ({ items }),
  body: ({ graph }) => graph as SubGraph,
  run: ({ fields, node }) => ({
    each: {
      items: listOf(fields.items, node.id),
      concurrency: (node.concurrency as number | undefined) ?? 1,
      onItemError: (node.onItemError as 'stop' | 'continue' | undefined) ?? 'stop',
    },
  }),
  close: iterations => ({
    output: iterations.map(({ output, error }) => (error ? { error } : (output ?? null))),
  }),
})
