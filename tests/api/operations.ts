import type { JsonSchema, OpenApiDocument, OpenApiOperation } from '../../apps/server/openapi/document.ts'
import type { Server } from '../harness/server.ts'

/** One operation of /openapi.json, as the loops over all of them need it. */
export interface Operation {
  id: string
  method: string
  path: string
  /** Answers without a caller. */
  open: boolean
  /** JSON body, where it takes one. */
  body: JsonSchema | undefined
  query: { name: string; required: boolean; schema: JsonSchema }[]
  answer: JsonSchema | undefined
  /** Streams until somebody leaves. */
  streams: boolean
}

export async function readDocument(server: Server): Promise<OpenApiDocument> {
  return (await server.request<OpenApiDocument>('/openapi.json')).body
}

export const operationsOf = (document: OpenApiDocument): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(method.toUpperCase(), path, operation)),
  )

function operationOf(method: string, path: string, operation: OpenApiOperation): Operation {
  const content = Object.entries(operation.responses).find(([status]) => status !== 'default')?.[1].content ?? {}
  return {
    id: operation.operationId,
    method,
    path,
    open: operation.security?.length === 0,
    body: operation.requestBody?.content['application/json']?.schema,
    query: (operation.parameters ?? []).filter(parameter => parameter.in === 'query'),
    answer: content['application/json']?.schema,
    streams: 'text/event-stream' in content,
  }
}

/** `/api/auth/*` and `/hooks/*` follow their own protocols in bodies, unknown fields and errors. */
export const isOurs = (operation: Operation): boolean => !/^\/(api\/auth|hooks)\//.test(operation.path)

export const addressOf = (operation: Operation, id = 'nothing-like-it'): string => {
  const path = operation.path.replace('{version}', '1').replace(/\{\w+\}/g, encodeURIComponent(id))
  const query = operation.query
    .filter(parameter => parameter.required)
    .map(({ name, schema }): [string, string] => [name, String(sampleOf(schema))])
  return query.length ? `${path}?${new URLSearchParams(query)}` : path
}

/** Values by meaning and by name where any text of the type would not do. */
const byMeaning: Record<string, unknown> = { when: '2026-11-27T10:00', day: '2026-11-27', recurrence: 'FREQ=DAILY', ref: 'me' }
const byName: Record<string, unknown> = {
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  skill: 'tasks.list',
  until: '2999-01-01T10:00',
  baseUrl: 'https://models.example/v1',
}

/** A value its schema accepts. */
export function sampleOf(schema: JsonSchema, name = ''): unknown {
  const { type, enum: values, items } = schema as JsonSchema & { enum?: unknown[]; items?: JsonSchema }
  const meaning = (schema['x-atom'] as { kind?: string } | undefined)?.kind
  const alternatives = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (values) return values[0]
  if ('const' in schema) return schema.const
  if (type === 'array') return Array.from({ length: Number(schema.minItems ?? 0) }, () => sampleOf(items ?? {}))
  if (name in byName) return byName[name]
  if (meaning && meaning in byMeaning) return byMeaning[meaning]
  if (alternatives?.[0]) return sampleOf({ ...alternatives[0], 'x-atom': schema['x-atom'] }, name)
  if (type === 'object' || schema.properties) return bodyOf(schema)
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return Math.max(1, Number(schema.minimum ?? schema.exclusiveMinimum ?? 1))
  if (schema.format === 'email') return 'dana@example.com'
  if (schema.format === 'uri') return 'https://example.com/'
  const pattern = typeof schema.pattern === 'string' ? new RegExp(schema.pattern, 'i') : undefined
  return texts.find(text => !pattern || pattern.test(text)) ?? texts[0]
}

const texts = ['A sample', 'sample', '0'.repeat(64)]

/** The least body its schema accepts. */
export function bodyOf(schema: JsonSchema): Record<string, unknown> {
  const required = schema.required ?? []
  return Object.fromEntries(required.map(name => [name, sampleOf(schema.properties?.[name] ?? {}, name)]))
}

/** The JSON types a schema lets through; nothing when it takes anything. */
export function typesOf(schema: JsonSchema): Set<string> | undefined {
  const alternatives = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (alternatives) {
    const all = alternatives.map(typesOf)
    return all.some(types => types === undefined) ? undefined : new Set(all.flatMap(types => [...(types as Set<string>)]))
  }
  if (schema.type === undefined) return Array.isArray(schema.enum) ? new Set(schema.enum.map(typeOf)) : undefined
  const types = new Set([schema.type].flat())
  if (types.delete('integer')) types.add('number')
  return types
}

export const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
