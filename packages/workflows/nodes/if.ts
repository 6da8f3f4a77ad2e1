import { asExpression } from '../expressions/index.ts'
import { checkCondition } from './check-condition.ts'
import { condition } from './condition.ts'
import { defineNode } from './node-type.ts'
import { truth } from './truth.ts'

/** Two ways on, by a condition. */
export const ifNode = defineNode({
  type: 'if',
  version: 1,
  title: 'If',
  description: 'Goes on by “true” or “false”.',
  group: 'flow',
  mode: 'pure',
  takesSecrets: 'everywhere',
  config: { condition: condition('Such as event.amount > 100, or item.priority = "urgent" inside a loop.') },
  ports: () => ['true', 'false'],
  fields: ({ condition }) => ({ condition: asExpression(condition) }),
  check: ({ condition }) => checkCondition('condition', condition),
  run({ fields }) {
    const result = truth(fields.condition)
    return { output: { result }, port: String(result) }
  },
})
