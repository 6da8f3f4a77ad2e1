import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'

let server: Server
let ana: Person
beforeAll(async () => {
  server = await startServer()
  ana = await person(server)
})
afterAll(() => server?.stop())

test('there are twelve templates and more, and each can be published as it is', async () => {
  const { body } = await ana.api('/api/workflows/templates')
  expect(body.items.length).toBeGreaterThanOrEqual(12)
  for (const { title, graph } of body.items) {
    const made = await ana.api('/api/workflows', { body: { name: title, graph } })
    expect({ title, status: made.status, problems: made.body.problems ?? made.body.detail }).toEqual({ title, status: 201, problems: [] })
    const published = await ana.api(`/api/workflows/${made.body.id}/publish`, { body: {} })
    expect({ title, status: published.status }).toEqual({ title, status: 200 })
    await ana.api(`/api/workflows/${made.body.id}`, { method: 'DELETE' })
  }
})

const runOf = async (id: string) => {
  for (;;) {
    const { body } = await ana.api(`/api/runs/${id}`)
    if (['succeeded', 'failed', 'cancelled'].includes(body.status)) return body
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
const template = async (id: string) =>
  (await ana.api('/api/workflows/templates')).body.items.find((one: { id: string }) => one.id === id).graph

test('the lists of a day are written even where a list is empty', async () => {
  for (const id of ['morning-agenda', 'weekly-review', 'overdue-tasks-note', 'overdue-reminders']) {
    const made = await ana.api('/api/workflows', { body: { name: id, graph: await template(id) } })
    const { body } = await ana.api(`/api/workflows/${made.body.id}/try`, { body: {} })
    const { status, version, error } = await runOf(body.runId)
    expect({ id, status, version, error }).toEqual({ id, status: 'succeeded', version: -1, error: undefined })
  }
})

test('a task from anywhere: a title makes one, without it the caller is told', async () => {
  const made = await ana.api('/api/workflows', { body: { name: 'From anywhere', graph: await template('webhook-task') } })
  await ana.api(`/api/workflows/${made.body.id}/publish`, { body: {} })
  const path = new URL(made.body.webhookUrl).pathname
  const answer = await server.request(path, { body: { title: 'Order chairs' } })
  expect(answer).toMatchObject({ status: 201, body: { id: expect.any(String) } })
  expect((await ana.api(`/api/tasks/${(answer.body as { id: string }).id}`)).body.title).toBe('Order chairs')
  expect(await server.request(path, { body: {} })).toMatchObject({ status: 400, body: { error: 'Send JSON with a title.' } })
})

test('a draft is tried with an event of one’s own, without being published', async () => {
  const made = await ana.api('/api/workflows', { body: { name: 'Orders', graph: await template('big-orders') } })
  const event = { body: { amount: 240, customer: 'Acme' } }
  const first = await ana.api(`/api/workflows/${made.body.id}/try`, { body: { event } })
  expect(first.status).toBe(200)
  expect(await runOf(first.body.runId)).toMatchObject({ status: 'succeeded', version: -1, dry: false })
  expect((await ana.api(`/api/runs/${first.body.runId}/event`)).body).toEqual({ event })
  const again = await ana.api(`/api/workflows/${made.body.id}/try`, { body: { event, dry: true } })
  expect(await runOf(again.body.runId)).toMatchObject({ status: 'succeeded', version: -1, dry: true })
  expect((await ana.api(`/api/workflows/${made.body.id}`)).body).toMatchObject({ published: false, version: 1 })
  expect((await ana.api(`/api/workflows/${made.body.id}/versions`)).body.items).toEqual([])
  const kept = await ana.api(`/api/workflows/${made.body.id}/versions/-1`)
  expect(kept).toMatchObject({ status: 200, body: { version: -1, graph: made.body.graph } })
  expect((await ana.api(`/api/workflows/${made.body.id}/versions/4`)).status).toBe(404)
})

test('a draft that cannot run is not tried', async () => {
  const graph = { trigger: { type: 'manual' }, nodes: [{ id: 'one', type: 'set' }], edges: [] }
  const made = await ana.api('/api/workflows', { body: { name: 'Half', graph, draft: true } })
  const tried = await ana.api(`/api/workflows/${made.body.id}/try`, { body: {} })
  expect(tried).toMatchObject({ status: 400, body: { code: 'workflow.invalid_graph' } })
})

test('the kinds of steps come with their fields and ways out', async () => {
  const { body } = await ana.api('/api/workflows/node-types')
  const choice = body.items.find((one: { type: string }) => one.type === 'if')
  expect(choice).toMatchObject({ title: 'If', group: 'flow', ports: ['true', 'false'], expressions: ['condition'], holdsGraph: false })
  expect(choice.fields.required).toEqual(['id', 'type', 'condition'])
  expect(body.items.find((one: { type: string }) => one.type === 'forEach').holdsGraph).toBe(true)
  expect(body.trigger.oneOf.map((one: { properties: { type: { const: string } } }) => one.properties.type.const)).toContain('webhook')
})

test('a step that is not filled in yet makes nothing wrong of its neighbours', async () => {
  const graph = {
    trigger: { type: 'manual' },
    nodes: [
      { id: 'choice', type: 'if', condition: '' },
      { id: 'then', type: 'set', input: {} },
    ],
    edges: [
      { from: 'trigger', to: 'choice' },
      { from: 'choice', port: 'true', to: 'then' },
    ],
  }
  const made = await ana.api('/api/workflows', { body: { name: 'Half', graph, draft: true } })
  expect(made.body.problems).toEqual([
    { node: 'choice', field: 'condition', message: 'Write what must be true, such as event.amount > 100.' },
  ])
})

test('a name that is not known is told with the very field it stands in', async () => {
  const node = { id: 'task', type: 'skill', skill: 'tasks.create' }
  const graph = { trigger: { type: 'manual' }, nodes: [node], edges: [{ from: 'trigger', to: 'task' }] }
  const told = async (input: object) => {
    const made = await ana.api('/api/workflows', { body: { name: 'Wrong', graph: { ...graph, nodes: [{ ...node, input }] }, draft: true } })
    return made.body.problems.map(({ node: at, field }: { node: string; field: string }) => `${at}: ${field}`)
  }
  expect(await told({ title: '{{ steps.nobody.output }}' })).toEqual(['task: input.title'])
  expect(await told({ title: 'x', labels: ['a', '{{ 1 + }}'] })).toEqual(['task: input.labels.1'])
})
