import { type Skill, sayIssue } from '@atom/kernel'
import type { z } from 'zod'
import type { Problem } from './plan.ts'
import type { GraphNode } from './schema.ts'

/** What can be known of a skill step before it runs: its fields, and the values that are not expressions. */
export function checkSkillInput(node: GraphNode, find: (id: string) => Skill | undefined): Problem[] {
  const skill = find(node.skill as string)
  if (!skill) return [{ node: node.id, field: 'skill', message: `There is no skill called “${node.skill}”.` }]
  const given = (node.input ?? {}) as Record<string, unknown>
  const shape = skill.input.shape as Record<string, z.ZodType>
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(given)) {
    const schema = shape[name]
    if (!schema) problems.push({ node: node.id, field: `input.${name}`, message: `“${skill.title}” has no such field.` })
    else problems.push(...checkValue(node.id, `input.${name}`, schema, value))
  }
  for (const [name, schema] of Object.entries(shape))
    if (!(name in given) && !schema.safeParse(undefined).success)
      problems.push({ node: node.id, field: `input.${name}`, message: `“${skill.title}” needs it.` })
  return problems
}

const expression = /\{\{/
const lone = /^\s*\{\{[\s\S]*\}\}\s*$/

function checkValue(node: string, field: string, schema: z.ZodType, value: unknown): Problem[] {
  if (typeof value === 'string' && expression.test(value)) {
    const takesText = schema.safeParse('x').success || schema.safeParse('2026-01-01').success || kindOf(schema) === 'string'
    const oneExpression = lone.test(value) && value.indexOf('{{') === value.lastIndexOf('{{')
    return oneExpression || takesText ? [] : [{ node, field, message: 'Text around an expression gives text, and this field takes none.' }]
  }
  if (holdsExpression(value)) return []
  const parsed = schema.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map(issue => ({ node, field: [field, ...issue.path].join('.'), message: sayIssue(issue) }))
}

const holdsExpression = (value: unknown): boolean =>
  typeof value === 'string'
    ? expression.test(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression)

const kindOf = (schema: z.ZodType): string => {
  const def = schema.def as { type: string; innerType?: z.ZodType; in?: z.ZodType }
  const inner = def.innerType ?? def.in
  return inner ? kindOf(inner) : def.type === 'enum' ? 'string' : def.type
}
