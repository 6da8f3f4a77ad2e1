import { GraphJson, NodeTypeSummary } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { schemaOf } from '../graph/compile.ts'
import { Settings, Trigger } from '../graph/schema.ts'
import type { NodeType } from '../nodes/node-type.ts'
import { type NodeTypes, portsOf } from '../nodes/registry.ts'

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Record<string, unknown>

/** Names of fields that hold expressions, at any depth; `wait` works out the one of its event itself. */
function expressionsOf(type: NodeType): string[] {
  const node = { id: 'one', type: type.type, cases: [{ port: 'one', condition: '' }] }
  const names = [...Object.keys(type.fields?.(node) ?? {}), ...Object.keys(type.perItem?.(node) ?? {})]
  return [...new Set([...names.map(name => name.split('.')[0] as string), ...(type.type === 'wait' ? ['event'] : [])])]
}

const summaryOf = (type: NodeType): NodeTypeSummary => ({
  type: type.type,
  version: type.version,
  title: type.title,
  description: type.description,
  group: type.group,
  ports: portsOf(type, { id: 'one', type: type.type }),
  expressions: expressionsOf(type),
  holdsGraph: type.body !== undefined,
  fields: jsonSchema(schemaOf(type)),
})

/** What automations are made of, for whoever draws or writes one. */
export const listNodeTypes = (types: NodeTypes) =>
  defineSkill({
    id: 'workflows.node-types',
    title: 'List the kinds of steps',
    description: 'What automations are made of: each kind of step, of trigger and of setting with its fields as JSON Schema.',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(NodeTypeSummary), trigger: GraphJson, settings: GraphJson }),
    examples: [],
    route: 'GET /api/workflows/node-types',
    internal: true,
    run: async () => ({ items: types.all().map(summaryOf), trigger: jsonSchema(Trigger), settings: jsonSchema(Settings) }),
  })
