import type { JsonSchema } from '../../../lib/records.ts'

/** A schema as `z.toJSONSchema` writes it, as far as forms look at it. */
export interface FormSchema extends Omit<JsonSchema, 'properties' | 'items' | 'anyOf'> {
  properties?: Record<string, FormSchema>
  items?: FormSchema
  anyOf?: FormSchema[]
  oneOf?: FormSchema[]
  const?: unknown
  additionalProperties?: boolean | FormSchema
  maxLength?: number
  pattern?: string
}

export type Control =
  | 'when'
  | 'day'
  | 'recurrence'
  | 'ref'
  | 'choice'
  | 'boolean'
  | 'number'
  | 'text'
  | 'long-text'
  | 'words'
  | 'choices'
  | 'rows'
  | 'pairs'
  | 'group'
  | 'variants'
  | 'json'

/** The schema without its “or null” and “or an expression”: what a person fills in. */
export function innerSchema(schema: FormSchema): FormSchema {
  const options = schema.anyOf?.filter(one => one.type !== 'null')
  if (!options || options.length === 0) return schema
  // Of a list of words or text, the list; of a number or text, the number; else text, which takes an expression.
  const best =
    options.find(one => one.type === 'array' && one.items?.type === 'string') ??
    options.find(one => one.type === 'integer' || one.type === 'number') ??
    options.find(one => one.type === 'string') ??
    (options[0] as FormSchema)
  const meaning = schema['x-atom'] ?? best['x-atom']
  const description = schema.description ?? best.description
  const title = schema.title ?? best.title
  return {
    ...innerSchema(best),
    ...(meaning ? { 'x-atom': meaning } : {}),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
  }
}

/** Which control a field gets. */
export function controlOf(schema: FormSchema): Control {
  const kind = schema['x-atom']?.kind
  if (kind === 'when' || kind === 'day' || kind === 'recurrence' || kind === 'ref') return kind
  if (schema.oneOf) return 'variants'
  if (schema.enum) return 'choice'
  if (schema.type === 'boolean') return 'boolean'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'array') {
    if (schema.items?.enum) return 'choices'
    if (schema.items?.type === 'string') return 'words'
    return schema.items?.properties ? 'rows' : 'json'
  }
  if (schema.type === 'object') return schema.properties ? 'group' : 'pairs'
  if (schema.type === 'string') return kind === 'text' || (schema.maxLength ?? 0) >= 10_000 ? 'long-text' : 'text'
  return 'json'
}

/** Controls that take text with expressions as they are; the others can be switched to it. */
export const takesText = (control: Control) => control === 'text' || control === 'long-text' || control === 'json'
/** Controls whose whole value an expression can be. Rows and groups are made of fields that can. */
export const canBeExpression = (control: Control) =>
  !takesText(control) && !['rows', 'pairs', 'group', 'variants', 'choices'].includes(control)

export const holdsExpression = (value: unknown): value is string => typeof value === 'string' && value.includes('{{')

/** Fields that are an expression as a whole, so that its braces may be left out. */
export const isBareExpression = (name: string) => name === 'condition' || name === 'where' || name === 'dedupe'
