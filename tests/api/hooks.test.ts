import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestOptions } from '../harness/server.ts'
import { databases, eventually, expectProblem, startWorld, type World } from './world.ts'

const keep = { nodes: [{ id: 'keep', type: 'set', input: { seen: '{{ event }}' } }], edges: [{ from: 'trigger', to: 'keep' }] }
const reply = {
  nodes: [{ id: 'reply', type: 'respond', body: '{{ event.body }}' }],
  edges: [{ from: 'trigger', to: 'reply' }],
}

for (const database of databases)
  describe(`webhooks on ${database.name}`, () => {
    let world: World
    let count = 0
    beforeAll(async () => {
      world = await startWorld({ database })
    })
    afterAll(() => world?.stop())

    async function listen(trigger: object, rest: object = keep) {
      const path = `hook-${++count}`
      const graph = { trigger: { type: 'webhook', path, ...trigger }, ...rest }
      const made = await world.ana.api('/api/workflows', { body: { name: path, graph } })
      expect(made.status).toBe(201)
      const { id, webhookUrl } = made.body
      const published = await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
      expect(published.status).toBe(200)
      const address = new URL(webhookUrl).pathname
      const call = (options: RequestOptions = {}) => world.server.request(address, { method: 'POST', ...options })
      const event = async (runId: string) => (await world.ana.api(`/api/runs/${runId}/event`)).body.event
      const deliveries = async (query = '') => (await world.ana.api(`/api/workflows/${id}/deliveries${query}`)).body
      return { id, address, call, event, deliveries, graph }
    }

    describe('what a run is given', () => {
      test('of a form with files: fields as text or lists, files with name, type, size and content', async () => {
        const { call, event } = await listen({})
        const form = new FormData()
        form.append('name', 'Dana')
        form.append('tag', 'a')
        form.append('tag', 'b')
        form.append('cv', new File(['héllo'], 'cv.txt', { type: 'text/plain' }))
        const { body, status } = await call({ body: form })
        expect(status).toBe(202)
        expect((await event(body.runId)).body).toEqual({
          name: 'Dana',
          tag: ['a', 'b'],
          cv: { name: 'cv.txt', type: 'text/plain', size: 6, base64: Buffer.from('héllo').toString('base64') },
        })
      })

      test('files of more than 5 MB together are refused, and so is a form that breaks off', async () => {
        const { call } = await listen({})
        const form = new FormData()
        form.append('one', new File([new Uint8Array(3e6)], 'one.bin'))
        form.append('two', new File([new Uint8Array(3e6)], 'two.bin'))
        expectProblem(await call({ body: form }), 413, 'workflow.hook_too_large')
        const headers = { 'content-type': 'multipart/form-data; boundary=x' }
        expectProblem(
          await call({ headers, body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf' }),
          400,
          'workflow.hook_bad_form',
        )
        expectProblem(await call({ headers: { 'content-type': 'multipart/form-data' }, body: 'x' }), 400, 'workflow.hook_bad_form')
      })

      test('of a form: names that come several times are lists; of JSON that is none nothing', async () => {
        const { call, event } = await listen({})
        const headers = { 'content-type': 'application/x-www-form-urlencoded' }
        const { body } = await call({ headers, body: 'a=1&b[]=2&c=3&c=4' })
        expect((await event(body.runId)).body).toEqual({ a: '1', b: ['2'], c: ['3', '4'] })
        expectProblem(await call({ headers: { 'content-type': 'application/json' }, body: '{' }), 400, 'server.bad_json')
      })

      test('the body as it came, where the trigger asks for it', async () => {
        const { call, event } = await listen({ raw: true })
        const text = '{ "a" : 1 }'
        const { body } = await call({ headers: { 'content-type': 'application/json' }, body: text })
        expect(await event(body.runId)).toMatchObject({ raw: text, rawEncoding: 'utf8', body: { a: 1 }, size: text.length })
        const bytes = Buffer.from([0xff, 0xfe, 0x00])
        const binary = await call({ headers: { 'content-type': 'application/octet-stream' }, body: bytes })
        expect(await event(binary.body.runId)).toMatchObject({ raw: bytes.toString('base64'), rawEncoding: 'base64' })
      })
    })

    describe('a secret', () => {
      const secret = 'a-secret-nobody-may-see'

      test('is kept in the vault: no answer and no version shows it, and it still opens', async () => {
        const auth = { type: 'token', header: 'x-token', secret }
        const { id, call, graph } = await listen({ auth })
        const [shown] = await Promise.all([
          world.ana.api(`/api/workflows/${id}`),
          world.ana.api(`/api/workflows/${id}/versions/1`).then(version => expect(JSON.stringify(version.body)).not.toContain(secret)),
        ])
        expect(JSON.stringify(shown.body)).not.toContain(secret)
        const mask = shown.body.graph.trigger.auth.secret
        expect(mask).toMatch(/^••••••••/)
        expectProblem(await call(), 401, 'workflow.hook_unauthorised')
        expectProblem(await call({ headers: { 'x-token': mask.slice(8) } }), 401, 'workflow.hook_unauthorised')
        expect((await call({ headers: { 'x-token': secret } })).status).toBe(202)

        const change = async (given: string) => {
          const changed = { ...graph, trigger: { ...graph.trigger, auth: { ...auth, secret: given } } }
          const answer = await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: changed } })
          await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
          return answer
        }
        for (const given of [mask, '••••••••']) {
          expect((await change(given)).body.graph.trigger.auth.secret).toBe(mask)
          expect((await call({ headers: { 'x-token': secret } })).status).toBe(202)
        }
        expect((await change('another-secret')).status).toBe(200)
        expectProblem(await call({ headers: { 'x-token': secret } }), 401, 'workflow.hook_unauthorised')
        expect((await call({ headers: { 'x-token': 'another-secret' } })).status).toBe(202)
        if (database.name !== 'sqlite') return
        const files = readdirSync(world.server.dataDir).filter(name => name.startsWith('atom.sqlite'))
        expect(files).toContain('atom.sqlite')
        const kept = Buffer.concat(files.map(name => readFileSync(join(world.server.dataDir, name))))
        expect(kept.includes(mask)).toBe(true)
        expect(kept.includes(secret)).toBe(false)
      })

      test('of another workspace, or one that is not kept, cannot be taken by its mask', async () => {
        const { id } = await listen({ auth: { type: 'token', secret } })
        const { graph } = (await world.ana.api(`/api/workflows/${id}`)).body
        expectProblem(await world.eve.api('/api/workflows', { body: { name: 'Stolen', graph } }), 400, 'workflow.invalid_graph')
        graph.trigger.auth.secret = '••••••••'
        expectProblem(await world.eve.api('/api/workflows', { body: { name: 'Stolen', graph } }), 400, 'workflow.invalid_graph')
      })

      test('signs bodies', async () => {
        const { call } = await listen({ auth: { type: 'hmac', header: 'x-signature', secret, prefix: 'sha256=' } })
        const body = '{"a":1}'
        const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
        const headers = { 'content-type': 'application/json', 'x-signature': signature }
        expect((await call({ headers, body })).status).toBe(202)
        expectProblem(await call({ headers, body: '{"a":2}' }), 401, 'workflow.hook_unauthorised')
      })
    })

    describe('the log of deliveries', () => {
      test('shows what was taken, repeated and refused, page by page, and replays what was taken', async () => {
        const { id, call, deliveries, event } = await listen({ respond: 'node', auth: { type: 'token', secret: 'open' } }, reply)
        const headers = { authorization: 'Bearer open', 'content-type': 'application/json', 'idempotency-key': 'one' }
        expect(await call({ headers, body: '{"n":1}' })).toMatchObject({ status: 200, body: { n: 1 } })
        expect(await call({ headers, body: '{"n":1}' })).toMatchObject({ status: 200, body: { n: 1 } })
        expect((await call({ body: 'x' })).status).toBe(401)
        const log = await eventually(async () => {
          const found = await deliveries()
          return found.items.length === 3 ? found : undefined
        })
        const { runId } = log.items[2]
        expect(log).toEqual({
          items: [
            { id: expect.any(String), at: expect.any(String), method: 'POST', size: 1, status: 401, reason: 'workflow.hook_unauthorised' },
            {
              id: expect.any(String),
              at: expect.any(String),
              method: 'POST',
              size: 7,
              status: 200,
              reason: 'repeated',
              sourceId: 'key:one',
              runId,
            },
            { id: runId, at: expect.any(String), method: 'POST', size: 7, status: 200, sourceId: 'key:one', runId: expect.any(String) },
          ],
          nextCursor: null,
        })
        const first = await deliveries('?limit=1')
        const second = await deliveries(`?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)
        expect([...first.items, ...second.items]).toEqual(log.items)

        const replayed = await world.ana.api(`/api/workflows/${id}/deliveries/${runId}/replay`, { body: {} })
        expect(replayed.status).toBe(200)
        expect((await event(replayed.body.runId)).body).toEqual({ n: 1 })
        expect((await world.ana.api(`/api/runs/${replayed.body.runId}`)).body.originRun).toBe(runId)
        expectProblem(
          await world.ana.api(`/api/workflows/${id}/deliveries/${log.items[0].id}/replay`, { body: {} }),
          409,
          'workflow.delivery_refused',
        )
        expectProblem(await world.ana.api(`/api/workflows/${id}/deliveries/none/replay`, { body: {} }), 404, 'workflow.delivery_not_found')
        expect((await deliveries()).items).toHaveLength(3)
      })
    })

    describe('another site', () => {
      const origin = 'https://shop.example'

      test('may not call, nor learn more than what is taken there, unless the trigger says so', async () => {
        const { call } = await listen({})
        expectProblem(await call({ headers: { origin } }), 403, 'workflow.hook_foreign')
        const asked = await call({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
        expect([asked.status, asked.headers.get('allow'), asked.headers.get('access-control-allow-origin')]).toEqual([
          204,
          'POST, HEAD, OPTIONS',
          null,
        ])
      })

      test('may call and read the answer where it does', async () => {
        const { call } = await listen({ cors: [origin], respond: 'node' }, reply)
        const preflight = await call({
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
        })
        expect(preflight.status).toBe(204)
        expect(
          Object.fromEntries(['origin', 'methods', 'headers'].map(name => [name, preflight.headers.get(`access-control-allow-${name}`)])),
        ).toEqual({
          origin,
          methods: 'POST',
          headers: 'content-type',
        })
        const answer = await call({ headers: { origin, 'content-type': 'application/json' }, body: '{"a":1}' })
        expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.body]).toEqual([200, origin, { a: 1 }])
        const other = await call({ headers: { origin: 'https://evil.example' }, body: 'x' })
        expectProblem(other, 403, 'workflow.hook_foreign')
        expect(other.headers.get('access-control-allow-origin')).toBeNull()
      })
    })

    test('HEAD only looks', async () => {
      const { id, call, deliveries } = await listen({ methods: ['GET'] })
      expect((await call({ method: 'HEAD' })).status).toBe(200)
      expect((await call({ method: 'GET' })).status).toBe(202)
      expectProblem(await call({ method: 'PUT', body: 'x' }), 405, 'workflow.hook_method')
      expect((await deliveries()).items).toHaveLength(1)
      expect((await world.ana.api(`/api/runs?workflow=${id}`)).body.items).toHaveLength(1)
    })

    test('who calls wrongly too often from one address is held back there, and nowhere else', async () => {
      const [one, other] = [
        await listen({ auth: { type: 'token', secret: 'right' } }),
        await listen({ auth: { type: 'token', secret: 'right' } }),
      ]
      const headers = { authorization: 'Bearer right' }
      const answers: number[] = []
      for (let i = 0; i < 35; i++) answers.push((await one.call({ headers: { authorization: 'Bearer wrong' } })).status)
      expect(answers).toEqual([...Array(30).fill(401), ...Array(5).fill(429)])
      const held = await one.call({ headers })
      expectProblem(held, 429, 'workflow.hook_too_often')
      expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await other.call({ headers })).status).toBe(202)

      const nowhere = `${one.address}-nowhere`
      const found: number[] = []
      for (let i = 0; i < 65; i++) found.push((await world.server.request(nowhere, { method: 'POST' })).status)
      expect(found).toEqual([...Array(60).fill(404), ...Array(5).fill(429)])
      expect((await other.call({ headers })).status).toBe(202)
    })

    test('the limits of an automation hold for what calls it: runs at a time, and the time of each', async () => {
      const wait = (duration: string) => ({
        nodes: [{ id: 'wait', type: 'wait', duration }],
        edges: [{ from: 'trigger', to: 'wait' }],
      })
      const skips = await listen({}, { settings: { timeout: '1s', concurrency: { limit: 1, policy: 'skip' } }, ...wait('1h') })
      const first = await skips.call()
      expect(first.status).toBe(202)
      expectProblem(await skips.call(), 409, 'workflow.skipped')
      const run = await eventually(async () => {
        const found = (await world.ana.api(`/api/runs/${first.body.runId}`)).body
        return found.status === 'failed' ? found : undefined
      })
      expect(run.error.code).toBe('workflow.run_timed_out')

      const answers = await listen({ respond: 'node' }, { settings: { timeout: '1m' }, ...reply })
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'once' }
      expect(await answers.call({ headers, body: '{"n":1}' })).toMatchObject({ status: 200, body: { n: 1 } })
      expect(await answers.call({ headers, body: '{"n":1}' })).toMatchObject({ status: 200, body: { n: 1 } })
      const last = await listen({ respond: 'last' }, { settings: { concurrency: { limit: 2, policy: 'queue' } }, ...keep })
      expect((await last.call({ body: 'hello' })).body.seen.body).toBe('hello')
      expect((await world.ana.api(`/api/runs?workflow=${answers.id}`)).body.items).toHaveLength(1)
    })

    test('two automations cannot listen at the same path with the same method', async () => {
      const { graph } = await listen({ methods: ['POST', 'PUT'] })
      const second = (
        await world.ana.api('/api/workflows', {
          body: { name: 'Second', graph: { ...graph, trigger: { ...graph.trigger, methods: ['PUT'] } } },
        })
      ).body
      expectProblem(await world.ana.api(`/api/workflows/${second.id}/publish`, { body: {} }), 409, 'workflow.path_taken')
    })
  })

describe('a form of a manual start', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world?.stop())

  const form = [
    { name: 'who', type: 'text', required: true },
    { name: 'count', type: 'number', default: 3 },
    { name: 'day', type: 'date' },
    { name: 'size', type: 'choice', choices: ['S', 'L'], default: 'S' },
    { name: 'gift', type: 'boolean' },
  ]

  test('is checked field by field, and defaults stand where nothing was given', async () => {
    const { ana } = world
    const { id } = (await ana.api('/api/workflows', { body: { name: 'Form', graph: { trigger: { type: 'manual', form }, ...keep } } })).body
    await ana.api(`/api/workflows/${id}/publish`, { body: {} })
    const bad = await ana.api(`/api/workflows/${id}/run`, {
      body: { input: { count: 'many', day: '2026-02-30', size: 'M', gift: 1, extra: 1 } },
    })
    expectProblem(bad, 400, 'kernel.invalid_input')
    expect(bad.body.errors).toEqual([
      { path: 'input.extra', message: 'This field is not known here.' },
      { path: 'input.who', message: 'This is needed.' },
      { path: 'input.count', message: 'Expected a number.' },
      { path: 'input.day', message: 'Expected a day such as 2026-11-27.' },
      { path: 'input.size', message: 'Expected one of S, L.' },
      { path: 'input.gift', message: 'Expected yes or no.' },
    ])
    const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: { input: { who: 'Dana', day: '2026-11-27' } } })).body
    const input = { who: 'Dana', day: '2026-11-27', count: 3, size: 'S' }
    expect((await ana.api(`/api/runs/${runId}/event`)).body.event).toEqual({ ...input, input })
  })

  test('is refused where it cannot be filled in', async () => {
    const wrong = [
      { name: 'a', type: 'choice' },
      { name: 'a', type: 'number', default: 'x' },
    ]
    const answer = await world.ana.api('/api/workflows', {
      body: { name: 'Form', graph: { trigger: { type: 'manual', form: wrong }, ...keep } },
    })
    expectProblem(answer, 400, 'workflow.invalid_graph')
    expect(answer.body.errors).toEqual([
      { path: 'trigger.form.0.choices', message: 'A choice needs something to choose from.' },
      { path: 'trigger.form.1.name', message: 'Another field is called “a”.' },
      { path: 'trigger.form.1.default', message: 'Expected a number.' },
    ])
  })
})
