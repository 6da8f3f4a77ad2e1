import { z } from 'zod'

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minLength?: number
  maxLength?: number
  format?: string
}

/** Marks what no skill gave. */
export const placeholderMark = '$placeholder'

/** Something the schema accepts, for trials in which nothing is changed. Objects carry `$placeholder: true`. */
export function placeholderOf(schema: z.ZodType): unknown {
  const sample = sampleOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as Schema)
  return sample && typeof sample === 'object' && !Array.isArray(sample) ? { ...sample, [placeholderMark]: true } : sample
}

const formats: Record<string, string> = {
  'date-time': '2026-01-01T00:00:00.000Z',
  date: '2026-01-01',
  time: '09:00:00',
  email: 'placeholder@example.com',
  uri: 'https://example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
}

function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.examples?.length) return schema.examples[0]
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return sampleOf(choice.find(one => one.type !== 'null') ?? {})
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sampleOf))
  const type = Array.isArray(schema.type) ? schema.type.find(one => one !== 'null') : schema.type
  switch (type) {
    case 'string':
      return formats[schema.format ?? ''] ?? 'placeholder'.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength)
    case 'number':
      return numberOf(schema, false)
    case 'integer':
      return numberOf(schema, true)
    case 'boolean':
      return false
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'object':
      return Object.fromEntries((schema.required ?? []).map(name => [name, sampleOf(schema.properties?.[name] ?? {})]))
    default:
      return null
  }
}

/** 0 where it may be, else what lies nearest within the bounds. Of a whole number zod names the largest and smallest JSON holds exactly. */
function numberOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Schema, whole: boolean): number {
  const fits = (n: number) =>
    n >= (minimum ?? n) &&
    n <= (maximum ?? n) &&
    (exclusiveMinimum === undefined || n > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || n < exclusiveMaximum) &&
    Number.isInteger(whole ? n : 0) &&
    (multipleOf === undefined || Number.isInteger(n / multipleOf))
  const low = minimum ?? exclusiveMinimum
  const high = maximum ?? exclusiveMaximum
  const between = low !== undefined && high !== undefined ? [(low + high) / 2] : []
  const beside = [low, high].flatMap(bound => {
    if (bound === undefined) return []
    const multiple = multipleOf === undefined ? bound : Math.ceil(bound / multipleOf) * multipleOf
    return [bound, multiple, multiple + (multipleOf ?? 1), multiple - (multipleOf ?? 1)]
  })
  return [0, ...beside, ...between].find(fits) ?? 0
}
