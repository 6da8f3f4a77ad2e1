import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'
import { eventually } from './world.ts'

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
}

interface Scoped {
  scopeSpans: { spans: Span[] }[]
}

/** What a collector was sent. */
const sent: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = []
const collector = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  sent.push({ path: request.url, headers: request.headers, body })
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})

let server: Server
beforeAll(async () => {
  await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  server = await startServer({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-team=ops',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    },
  })
})
afterAll(async () => {
  await server?.stop()
  collector.close()
})

test('/metrics counts runs by state, steps and their times, and what waits', { timeout: 60_000 }, async () => {
  const ana = await person(server)
  const node = (type: string, more: object) => ({ id: 'only', type, ...more })
  const start = async (only: object) => {
    const graph = { trigger: { type: 'manual' }, nodes: [only], edges: [{ from: 'trigger', to: 'only' }] }
    const { body } = await ana.api('/api/workflows', { body: { name: 'A', graph } })
    await ana.api(`/api/workflows/${body.id}/publish`, { body: {} })
    return ana.api(`/api/workflows/${body.id}/run`, { body: {} })
  }
  await start(node('wait', { duration: '1d' }))
  await start(node('set', { input: { n: 1 } }))
  const lines = await eventually(async () => {
    const { status, body } = await server.request<string>('/metrics')
    expect(status).toBe(200)
    const found = body.split('\n')
    return found.includes('atom_runs{state="waiting"} 1') && found.includes('atom_runs_ended_total{state="succeeded"} 1')
      ? found
      : undefined
  })
  expect(lines).toEqual(
    expect.arrayContaining([
      'atom_runs{state="queued"} 0',
      'atom_runs{state="running"} 0',
      'atom_runs{state="paused"} 0',
      'atom_runs_in_memory 0',
      'atom_run_oldest_unclaimed_seconds 0',
      'atom_step_duration_seconds_count 1',
      'atom_run_lag_seconds_count 2',
      'atom_jobs{state="queued"} 1',
    ]),
  )
})

test('what runs and their steps did reaches the collector that OpenTelemetry’s settings name, the last of it when ATOM stops', async () => {
  expect(await server.stop()).toBe(0)
  expect(sent.map(({ path, headers }) => [path, headers['x-team']])).toEqual(sent.map(() => ['/v1/traces', 'ops']))
  const [first] = sent.map(({ body }) => JSON.parse(body).resourceSpans[0])
  const named = (list: Span['attributes']) => Object.fromEntries(list.map(({ key, value }) => [key, value.stringValue ?? value.intValue]))
  expect(named(first.resource.attributes)).toMatchObject({ 'service.name': 'atom', 'deployment.environment.name': 'test' })
  const spans: Span[] = sent.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: Scoped) => scopeSpans.flatMap(({ spans }) => spans)),
  )
  const shown = spans.map(({ name, attributes }) => `${name} ${named(attributes)['atom.rest'] ?? named(attributes)['atom.status']}`)
  expect(shown.sort()).toEqual(['run ended', 'run resting', 'step only succeeded', 'step only waiting'])
  const ended = spans.find(({ name, attributes }) => name === 'run' && named(attributes)['atom.rest'] === 'ended')
  const step = spans.find(({ attributes }) => named(attributes)['atom.status'] === 'succeeded')
  expect([step?.traceId, step?.parentSpanId]).toEqual([ended?.traceId, ended?.spanId])
})
