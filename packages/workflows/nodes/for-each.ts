import { z } from 'zod'
import { SubGraph } from '../graph/schema.ts'
import { listOf } from './filter.ts'
import { list } from './list.ts'
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
    items: list('The list to go through, such as {{ steps.find.output.items }}. The steps inside call the one at hand “item”.'),
    graph: SubGraph,
    concurrency: z
      .number()
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({ title: 'Items at the same time', description: 'One after another unless told.' }),
    onItemError: z
      .enum(['stop', 'continue'])
      .optional()
      .meta({ title: 'When an item fails', description: 'Stop the loop, unless told, or continue with the next item.' }),
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
