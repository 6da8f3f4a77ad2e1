import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openScriptedModel, type ScriptedModel } from '@atom/models/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import { expectProblem, startWorld, type World } from './world.ts'

/** As Ollama, LM Studio and the like are: on this machine, behind no setting of the operator. */
describe('a language model on this machine', () => {
  let world: World
  let admin: Person
  let model: ScriptedModel
  let mover: HttpServer
  beforeAll(async () => {
    world = await startWorld()
    const { token } = (await world.ana.api('/api/invitations', { body: { role: 'admin' } })).body
    admin = await person(world.server, 'Ada Admin', token)
    model = await openScriptedModel()
    model.otherwise({ text: 'Hello from this machine.' })
    // Answers like one that has moved: to where ATOM may not follow.
    mover = createServer((request, response) => response.writeHead(307, { location: `${model.url}${request.url}` }).end())
    await new Promise<void>(resolve => mover.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    mover?.close()
    await model?.close()
    await world?.stop()
  })
  afterEach(async () => {
    for (const { id } of (await world.ana.api('/api/models')).body.items) await world.ana.api(`/api/models/${id}`, { method: 'DELETE' })
  })
  const add = (who: Person, baseUrl: string) => who.api('/api/models', { body: { kind: 'openai-compatible', model: 'llama3.2', baseUrl } })

  test('the owner of the installation sets it up, tests it and talks to it', async () => {
    const added = await add(world.ana, model.url)
    expect(added).toMatchObject({ status: 201, body: { baseUrl: model.url, privateAddress: true, hasKey: false } })
    const trial = await world.ana.api(`/api/models/${added.body.id}/test`, { method: 'POST' })
    expect(trial.body).toEqual({ ok: true, latencyMs: expect.any(Number) })
    expect((await world.ana.chat('hello there')).text).toBe('Hello from this machine.')
  })

  test('another admin of her workspace uses and tests it, and moves it nowhere else inside', async () => {
    const { id } = (await add(world.ana, model.url)).body
    expect((await admin.api(`/api/models/${id}/test`, { method: 'POST' })).body).toEqual({ ok: true, latencyMs: expect.any(Number) })
    const moved = await admin.api(`/api/models/${id}`, {
      method: 'PATCH',
      body: { baseUrl: `http://127.0.0.1:${world.server.url.split(':')[2]}/v1` },
    })
    expectProblem(moved, 403, 'models.private_address')
  })

  test('nobody else sets one up, neither an admin of hers nor the owner of another workspace', async () => {
    for (const who of [admin, world.eve]) {
      const refused = await add(who, model.url)
      expectProblem(refused, 403, 'models.private_address')
      expect(refused.body.detail).toContain('The owner of this installation may add a model there')
      expect((await who.api('/api/models')).body.items).toEqual([])
    }
  })

  test('only models are asked there: a web request of an automation is not let through', async () => {
    await add(world.ana, model.url)
    const asked = model.requests.length
    const request = await world.ana.api('/api/skills/http.request/invoke', { body: { method: 'GET', url: `${model.url}/models` } })
    expectProblem(request, 403, 'kernel.egress_refused')
    expect(model.requests.length).toBe(asked)
  })

  test('it is not followed to another port', async () => {
    const { port } = mover.address() as AddressInfo
    const { id } = (await add(world.ana, `http://127.0.0.1:${port}`)).body
    const asked = model.requests.length
    expect((await world.ana.api(`/api/models/${id}/test`, { method: 'POST' })).body).toEqual({
      ok: false,
      problem: `${model.host} was not called: only http://127.0.0.1:${port} is allowed here.`,
    })
    expect(model.requests.length).toBe(asked)
  })

  test('where a cloud keeps its secrets is closed to her too', async () => {
    for (const address of ['http://169.254.169.254/v1', 'http://[::ffff:169.254.169.254]/v1'])
      expectProblem(await add(world.ana, address), 403, 'models.closed_address')
  })
})
