import { z } from 'zod'
import { asExpression } from '../expressions/index.ts'
import type { GraphNode } from '../graph/schema.ts'
import { checkCondition } from './check-condition.ts'
import { condition } from './condition.ts'
import { defineNode } from './node-type.ts'
import { truth } from './truth.ts'

const Case = z.strictObject({
  port: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Expected letters, digits, “_” or “-”.')
    .refine(name => !['default', 'error'].includes(name), 'This name is taken.')
    .meta({ title: 'Name of the way' }),
  condition: condition('Such as event.body.kind = "refund".'),
})
type Case = z.infer<typeof Case>
const casesOf = (node: GraphNode) => (node.cases ?? []) as Case[]

/** One of many ways on: the first case that is true. */
export const switchNode = defineNode({
  type: 'switch',
  version: 1,
  title: 'Switch',
  description: 'Goes on by the first case that is true, else by “default”.',
  group: 'flow',
  mode: 'pure',
  takesSecrets: 'everywhere',
  config: { cases: z.array(Case).min(1).max(100) },
  ports: node => [...casesOf(node).map(one => one.port), 'default'],
  check: node => [
    ...(new Set(casesOf(node).map(one => one.port)).size < casesOf(node).length
      ? [{ field: 'cases', message: 'Two cases have the same name.' }]
      : []),
    ...casesOf(node).flatMap((one, at) => checkCondition(`cases.${at}.condition`, one.condition)),
  ],
  perItem: node => Object.fromEntries(casesOf(node).map((one, at) => [`cases.${at}.condition`, asExpression(one.condition)])),
  async run({ node, templates, evaluate }) {
    for (const [at, { port }] of casesOf(node).entries()) {
      const template = templates[`cases.${at}.condition`]
      if (template && truth(await evaluate(template, {}))) return { output: { case: port }, port }
    }
    return { output: { case: 'default' }, port: 'default' }
  },
})
