import type { Skill } from '@atom/kernel'
import { z } from 'zod'
import type { ReferencedPath, Template } from '../expressions/index.ts'
import type { NodePlan, Problem } from './plan.ts'

interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  $ref?: string
}

const schemas = new WeakMap<z.ZodType, Schema>()

export function jsonSchemaOf(type: z.ZodType, io: 'input' | 'output'): Schema {
  let schema = schemas.get(type)
  if (!schema) {
    schema = z.toJSONSchema(type, { unrepresentable: 'any', io }) as Schema
    schemas.set(type, schema)
  }
  return schema
}

/**
 * What a step's expressions read of skills before it, against what those give: a field that is not there, and a value whose kind the field
 * it is for never takes. Only what is certain is said; steps that go on after an error give something else, so they are left out.
 */
export function checkTypes(
  plan: NodePlan,
  before: (id: string) => NodePlan | undefined,
  skill: (id: string) => Skill | undefined,
): Problem[] {
  const problems: Problem[] = []
  for (const [name, template] of [...Object.entries(plan.templates), ...Object.entries(plan.perItem)])
    for (const path of template.references.paths) {
      const given = givenBy(path, before, skill)
      if (!given) continue
      const field = path.field ? `${name}.${path.field}` : name
      const found = walk(given.schema, path.path.slice(2))
      if ('missing' in found && !path.optional)
        problems.push({ node: plan.node.id, field, message: missing(path, found.missing, found.known, given.title) })
      else if ('schema' in found && found.schema) problems.push(...mismatch(plan, field, template, path, found.schema, skill))
    }
  return problems
}

/** What the skill gives whose output a path reads; nothing where that is not known for sure. */
function givenBy({ root, path }: ReferencedPath, before: (id: string) => NodePlan | undefined, skill: (id: string) => Skill | undefined) {
  if (root !== 'steps' || path[1] !== 'output' || path.length < 3) return undefined
  const source = before(path[0] as string)
  if (source?.type.type !== 'skill' || (source.node.onError ?? 'stop') !== 'stop' || source.node.disabled) return undefined
  const known = skill(source.node.skill as string)
  return known && { title: known.title, schema: jsonSchemaOf(known.output, 'output') }
}

type Found = { missing: string; known: string[] } | { schema: Schema | undefined }

/** JSONata looks into each item of a list, so a list counts as its items. */
export function walk(schema: Schema, path: string[]): Found {
  let at: Schema | undefined = schema
  let list = false
  for (const name of path) {
    while (at && kindsOf(at)?.join() === 'array') {
      at = at.items
      list = true
    }
    if (!at || at.$ref || at.anyOf || at.oneOf || at.allOf || kindsOf(at)?.join() !== 'object' || !at.properties)
      return { schema: undefined }
    const next: Schema | undefined = at.properties[name]
    if (!next) {
      const open = at.additionalProperties !== undefined && at.additionalProperties !== false
      return open ? { schema: undefined } : { missing: name, known: Object.keys(at.properties) }
    }
    at = next
  }
  // Of several items it is a list, of one that item.
  return { schema: list ? undefined : at }
}

const missing = (path: ReferencedPath, name: string, known: string[], title: string): string => {
  const close = known.find(one => one.toLowerCase() === name.toLowerCase())
  const there = close ? `Did you mean “${close}”?` : `It gives ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`
  return `“${title}” gives no “${name}” (steps.${path.path.join('.')}). ${there}`
}

const lone = /^\s*\{\{\s*steps(\.[A-Za-z_][A-Za-z0-9_-]*)+\s*\??\s*\}\}\s*$/

/** A lone path keeps its kind: one that the skill's field never takes is said. */
function mismatch(
  plan: NodePlan,
  field: string,
  template: Template,
  path: ReferencedPath,
  given: Schema,
  skill: (id: string) => Skill | undefined,
): Problem[] {
  const [top, name, ...more] = field.split('.')
  if (plan.type.type !== 'skill' || top !== 'input' || name === undefined || more.length > 0 || template.constant) return []
  const text = (plan.node.input as Record<string, unknown> | undefined)?.[name]
  const target = skill(plan.node.skill as string)
  const schema = target && jsonSchemaOf(target.input, 'input').properties?.[name]
  if (typeof text !== 'string' || !lone.test(text) || !target || !schema) return []
  const [is, takes] = [kindsOf(given), kindsOf(schema)]
  if (!is || !takes || is.some(kind => takes.some(one => fits(kind, one)))) return []
  const message = `“${target.title}” takes ${words(takes)} here, and steps.${path.path.join('.')} is ${words(is)}.`
  return [{ node: plan.node.id, field, message }]
}

const fits = (kind: string, taken: string) =>
  kind === taken || (kind === 'integer' && taken === 'number') || (kind === 'number' && taken === 'integer')

/** JSON types a schema lets through; nothing where it takes anything. */
function kindsOf(schema: Schema): string[] | undefined {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) {
    const all = choices.map(kindsOf)
    return all.some(kinds => kinds === undefined) ? undefined : [...new Set(all.flatMap(kinds => kinds as string[]))]
  }
  if (schema.type !== undefined) return [schema.type].flat()
  const values = schema.enum ?? ('const' in schema ? [schema.const] : undefined)
  return values && [...new Set(values.map(value => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)))]
}

const said: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'an object',
  null: 'nothing',
}
const words = (kinds: string[]) => kinds.map(kind => said[kind] ?? kind).join(' or ')
