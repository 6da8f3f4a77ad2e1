import { workflowErrors } from '../errors.ts'
import { asExpression } from '../expressions/index.ts'
import { checkCondition } from './check-condition.ts'
import { condition } from './condition.ts'
import { list } from './list.ts'
import { defineNode, type Step } from './node-type.ts'
import { truth } from './truth.ts'

/** Keeps the items for which a condition holds. */
export const filter = defineNode({
  type: 'filter',
  version: 1,
  title: 'Filter',
  description: 'Keeps the items of a list for which the condition is true; “item” and “index” stand for the one looked at.',
  group: 'data',
  mode: 'pure',
  takesSecrets: 'everywhere',
  config: {
    items: list('The list to keep some of, such as {{ steps.find.output.items }}.'),
    condition: condition('Which are kept: such as item.priority = "urgent".'),
  },
  fields: ({ items }) => ({ items }),
  perItem: ({ condition }) => ({ condition: asExpression(condition) }),
  check: ({ condition }) => checkCondition('condition', condition),
  async run({ fields, templates, evaluate, node }) {
    const kept: unknown[] = []
    for (const [index, item] of listOf(fields.items, node.id).entries())
      if (truth(await evaluate(templates.condition as NonNullable<Step['templates'][string]>, { item, index }))) kept.push(item)
    return { output: kept }
  },
})

/** The list a field gives; one thing alone is a list of one. @throws workflow.not_a_list */
export function listOf(value: unknown, node: string): unknown[] {
  if (Array.isArray(value)) return value
  if (value === undefined || value === null) return []
  // The answer of a list skill is meant with its items.
  const items = (value as { items?: unknown }).items
  if (Array.isArray(items)) return items
  if (typeof value === 'object') return [value]
  throw workflowErrors.not_a_list({ node })
}
