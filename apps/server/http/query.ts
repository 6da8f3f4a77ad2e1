import type { z } from 'zod'

/** The kind a query parameter must be turned into before its schema sees it. */
type Kind = 'string' | 'number' | 'boolean' | 'array'

const kindOf = (schema: z.ZodType): Kind => {
  const def = schema.def as { type: string; innerType?: z.ZodType; in?: z.ZodType }
  if (def.innerType) return kindOf(def.innerType)
  if (def.in) return kindOf(def.in)
  if (def.type === 'array' || def.type === 'number' || def.type === 'boolean') return def.type
  return 'string'
}

/** Reads query and path parameters as the input schema wants them: numbers, booleans, and lists given twice or with commas. What does not fit stays text, for the schema to refuse. */
export function readParameters(shape: Record<string, z.ZodType>): (given: Record<string, unknown>) => Record<string, unknown> {
  const kinds = new Map(Object.entries(shape).map(([name, schema]) => [name, kindOf(schema)]))
  return given => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, read(kinds.get(name), value)]))
}

function read(kind: Kind | undefined, value: unknown): unknown {
  if (kind === 'array') return (Array.isArray(value) ? value : String(value).split(',')).filter(part => part !== '')
  if (typeof value !== 'string') return value
  if (kind === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value)
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
