import { type FieldMeaning, meaningKey, type Skill, type SkillRegistry, strictInput } from '@atom/kernel'
import { z } from 'zod'
import { handWritten, type Operation } from './hand-written.ts'
import { Problem } from './problem-schema.ts'

export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, OpenApiOperation>>
  components: Record<string, unknown>
  security: unknown[]
  tags: { name: string }[]
}

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  parameters?: { name: string; in: 'query' | 'path'; required: boolean; schema: JsonSchema; description?: string }[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
  security?: unknown[]
}

export interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  description?: string
  [key: string]: unknown
}

/** The API in OpenAPI 3.1, whose schemas are JSON Schema 2020-12, as zod writes them. */
export function openApi(registry: SkillRegistry): OpenApiDocument {
  const operations = [
    ...registry
      .all()
      .filter(skill => skill.route)
      .map(ofSkill),
    ...handWritten,
  ]
  const paths: OpenApiDocument['paths'] = {}
  for (const operation of operations) {
    paths[operation.path] ??= {}
    ;(paths[operation.path] as Record<string, OpenApiOperation>)[operation.method.toLowerCase()] = describe(operation)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ATOM',
      version: '1',
      description:
        'Errors are RFC 9457 problem JSON. Lists take limit and cursor and answer items and nextCursor. Times are ISO 8601; without a zone they mean the person’s.',
    },
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key from Settings, or a token of GET /api/auth/token.' },
        session: { type: 'apiKey', in: 'cookie', name: 'atom.session_token' },
      },
    },
    security: [{ key: [] }, { session: [] }],
    tags: [...new Set(operations.map(operation => operation.tag))].sort().map(name => ({ name })),
  }
}

const ofSkill = (skill: Skill): Operation => {
  const [method, path] = (skill.route as string).split(' ') as [Operation['method'], string]
  return {
    id: skill.id,
    method,
    path,
    tag: skill.id.split('.')[0] as string,
    summary: skill.title,
    description: skill.description,
    input: strictInput(skill),
    output: skill.output as z.ZodType,
    status: skill.status ?? 200,
  }
}

function describe(operation: Operation): OpenApiOperation {
  const input = operation.input && schemaOf(operation.input, 'input')
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] as string)
  const asQuery = operation.method === 'GET' || operation.method === 'DELETE'
  const properties = input?.properties ?? {}
  const names = Object.keys(properties)
  const parameters = [
    ...inPath.map(name => ({ name, in: 'path' as const, required: true, schema: properties[name] ?? { type: 'string' } })),
    ...(asQuery
      ? names
          .filter(name => !inPath.includes(name))
          .map(name => ({
            name,
            in: 'query' as const,
            required: input?.required?.includes(name) ?? false,
            schema: properties[name] as JsonSchema,
          }))
      : []),
  ]
  const body = !asQuery && input ? withoutPath(input, inPath) : undefined
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { [operation.bodyType ?? 'application/json']: { schema: body } } } } : {}),
    responses: {
      [operation.status ?? 200]: {
        description: 'Done.',
        content: {
          [operation.answerType ?? 'application/json']: {
            schema: operation.output ? schemaOf(operation.output, 'output') : {},
          },
        },
      },
      default: { description: 'A problem.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
    ...(operation.open ? { security: [] } : {}),
  }
}

function withoutPath(input: JsonSchema, inPath: string[]): JsonSchema {
  if (!input.properties || inPath.length === 0) return input
  const properties = Object.fromEntries(Object.entries(input.properties).filter(([name]) => !inPath.includes(name)))
  return { ...input, properties, required: (input.required ?? []).filter(name => !inPath.includes(name)) }
}

/**
 * A schema as the document shows it, which says once for all which JSON Schema it speaks. Of a field's meaning programs need its kind; the words
 * by which sentences are understood are in `GET /api/skills`.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...shown } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const meaning = jsonSchema[meaningKey] as FieldMeaning | undefined
      if (!meaning) return
      const { kind, to, unknown } = meaning
      jsonSchema[meaningKey] = { kind, ...(to ? { to } : {}), ...(unknown ? { unknown } : {}) }
    },
  }) as JsonSchema
  return shown
}
