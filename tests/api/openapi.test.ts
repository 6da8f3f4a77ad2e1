import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonSchema, OpenApiDocument } from '../../apps/server/openapi/document.ts'
import { type Server, startServer } from '../harness/server.ts'
import { operationsOf } from './operations.ts'

let server: Server
let document: OpenApiDocument
beforeAll(async () => {
  server = await startServer()
  document = (await server.request<OpenApiDocument>('/openapi.json')).body
})
afterAll(() => server?.stop())

describe('/openapi.json', () => {
  test('is open to all, JSON, and OpenAPI 3.1 by its own schema', async () => {
    const answer = await server.request('/openapi.json')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>)
    expect(result).toEqual({ valid: true })
    expect(document.openapi).toMatch(/^3\.1\./)
  })

  test('declares what it uses: path parameters, tags, references, security', () => {
    const tags = new Set(document.tags.map(tag => tag.name))
    const schemes = new Set(Object.keys((document.components as { securitySchemes: object }).securitySchemes))
    for (const requirement of document.security) expect(schemes).toContain(Object.keys(requirement as object)[0])
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const where = `${method} ${path}`
        const inPath = (operation.parameters ?? []).filter(parameter => parameter.in === 'path')
        expect([where, inPath.map(parameter => parameter.name)]).toEqual([where, [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])])
        expect([where, inPath.every(parameter => parameter.required)]).toEqual([where, true])
        expect([where, operation.tags.filter(tag => !tags.has(tag))]).toEqual([where, []])
        expect([where, operation.summary]).toEqual([where, expect.stringMatching(/\S/)])
        if (method === 'get' || method === 'delete') expect([where, operation.requestBody]).toEqual([where, undefined])
        expect([where, operation.responses.default?.content]).toEqual([
          where,
          { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        ])
      }
    const text = JSON.stringify(document)
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(reference).toBe('#/components/schemas/Problem')
  })

  test('says 201 where a record is made, and refuses unknown fields in every body of ours', () => {
    for (const [path, { post }] of Object.entries(document.paths)) {
      if (!post || path.startsWith('/api/auth/') || path.startsWith('/hooks/')) continue
      const makes = [
        '/api/tasks',
        '/api/calendar/events',
        '/api/notes',
        '/api/contacts',
        '/api/reminders',
        '/api/projects',
        '/api/keys',
        '/api/workflows',
      ].includes(path)
      if (makes) expect([path, Object.keys(post.responses)[0]]).toEqual([path, '201'])
      const body = post.requestBody?.content['application/json']?.schema as JsonSchema | undefined
      if (body && post.operationId !== 'skills.invoke') expect([path, body.additionalProperties]).toEqual([path, false])
    }
  })

  test('has every route this issue promises', () => {
    const routes = operationsOf(document).map(({ method, path }) => `${method} ${path}`)
    const records = ['/api/tasks', '/api/calendar/events', '/api/notes', '/api/contacts', '/api/reminders']
    expect(routes).toEqual(
      expect.arrayContaining([
        ...records.flatMap(path => [`GET ${path}`, `POST ${path}`, `GET ${path}/{id}`, `PATCH ${path}/{id}`, `DELETE ${path}/{id}`]),
        'POST /api/calendar/import',
        'GET /api/calendar/export.ics',
        'GET /api/keys',
        'POST /api/keys',
        'DELETE /api/keys/{id}',
        'GET /api/audit',
        'GET /api/me',
        'PATCH /api/me',
        'GET /api/skills',
        'POST /api/skills/{id}/invoke',
        'POST /api/chat',
        'GET /api/chat/sessions',
        'GET /api/chat/sessions/{id}/messages',
        'POST /api/chat/sessions/{id}/stop',
        'POST /api/understand',
        'GET /api/approvals',
        'POST /api/approvals/{id}',
        'GET /api/policies',
        'PUT /api/policies',
        'GET /api/usage',
        'GET /api/notifications',
        'GET /api/stream',
        'POST /api/auth/sign-up/email',
        'GET /api/auth/token',
        'GET /health',
        'GET /metrics',
      ]),
    )
  })
})

describe('/docs', () => {
  test('is one page without a script that tells of every operation, open to all', async () => {
    const page = await server.request<string>('/docs')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.body).not.toContain('<script')
    const text = page.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    for (const { method, path } of operationsOf(document)) expect(text).toContain(`${method} ${path}`)
  })
})
