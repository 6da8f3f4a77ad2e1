import { z } from 'zod'

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  format?: string
}

/** Marks what no skill gave. */
export const placeholderMark = '$placeholder'

/** Something the schema accepts, for trials in which nothing is changed. Objects carry `$placeholder: true`. */
export function placeholderOf(schema: z.ZodType): unknown {
  const sample = sampleOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as Schema)
  return sample && typeof sample === 'object' && !Array.isArray(sample) ? { ...sample, [placeholderMark]: true } : sample
}

function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return sampleOf(choice.find(one => one.type !== 'null') ?? {})
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sampleOf))
  const type = Array.isArray(schema.type) ? schema.type.find(one => one !== 'null') : schema.type
  switch (type) {
    case 'string':
      return schema.format === 'date-time' ? '2026-01-01T00:00:00.000Z' : schema.format === 'date' ? '2026-01-01' : 'placeholder'
    case 'number':
    case 'integer':
      return schema.minimum ?? 0
    case 'boolean':
      return false
    case 'array':
      return []
    case 'object':
      return Object.fromEntries((schema.required ?? []).map(name => [name, sampleOf(schema.properties?.[name] ?? {})]))
    default:
      return null
  }
}
