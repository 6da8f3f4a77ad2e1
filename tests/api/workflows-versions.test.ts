import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, eventually, expectProblem, startWorld, type World } from './world.ts'

const manual = { type: 'manual' }
const edges = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : ids[at - 1], to: id }))

for (const database of databases)
  describe(`variables, versions and trials by API on ${database.name}`, () => {
    let world: World
    let outside: HttpServer
    const seen: { method: string; url: string; authorization: string | undefined }[] = []
    const keys: (string | undefined)[] = []
    beforeAll(async () => {
      outside = createServer((request, response) => {
        seen.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization })
        const before = seen.filter(({ url }) => url === request.url).length
        if ((request.url === '/breaks' && before < 3) || (request.url === '/refuses' && before < 2)) response.statusCode = 500
        keys.push(request.headers['idempotency-key'] as string | undefined)
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ echo: request.headers.authorization ?? null }))
      })
      await new Promise<void>(resolve => outside.listen(0, '127.0.0.1', resolve))
      world = await startWorld({ database, env: { ATOM_EGRESS_ALLOW: '127.0.0.1', ATOM_LOG_LEVEL: 'debug' } })
    })
    afterAll(async () => {
      await world?.stop()
      outside?.close()
    })

    const address = () => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
    const create = async (graph: object, name = `W${Math.random()}`) => {
      const made = await world.ana.api('/api/workflows', { body: { name, graph } })
      expect({ status: made.status, detail: made.body.detail }).toEqual({ status: 201, detail: undefined })
      return made.body.id as string
    }
    const publish = (id: string) => world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
    const ended = (runId: string) =>
      eventually(async () => {
        const { body } = await world.ana.api(`/api/runs/${runId}`)
        return ['succeeded', 'failed', 'cancelled'].includes(body.status) ? body : undefined
        // How soon is not what is tested here; a busy machine once took longer than ten seconds for a retry.
      }, 30)

    test('a replay of the live version acts as who published it, not as the person of the run before', async () => {
      const harmless = { trigger: manual, nodes: [{ id: 'a', type: 'skill', skill: 'tasks.list', input: {} }], edges: edges('a') }
      const id = await create(harmless)
      await publish(id)
      const { runId } = (await world.ana.api(`/api/workflows/${id}/run`, { body: { input: {} } })).body
      await ended(runId)
      const { id: max } = (await world.max.api('/api/me')).body
      const rise = { id: 'a', type: 'skill', skill: 'members.update', input: { id: max, role: 'owner' } }
      await world.max.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: { ...harmless, nodes: [rise] } } })
      expect((await world.max.api(`/api/workflows/${id}/publish`, { body: {} })).status).toBe(200)
      const replay = await world.max.api(`/api/runs/${runId}/replay`, { body: { version: 'live' } })
      expect(await ended(replay.body.runId)).toMatchObject({ status: 'failed', error: { code: 'kernel.forbidden' } })
      expect((await world.max.api('/api/me')).body.role).toBe('member')
    })

    test('a replay of a trial is a trial', async () => {
      const id = await create({
        trigger: manual,
        nodes: [{ id: 'a', type: 'skill', skill: 'tasks.create', input: { title: 'only pretended' } }],
        edges: edges('a'),
      })
      const tried = (await world.ana.api(`/api/workflows/${id}/try`, { body: { dry: true } })).body
      await ended(tried.runId)
      const again = await world.ana.api(`/api/runs/${tried.runId}/replay`, { body: {} })
      expect(await ended(again.body.runId)).toMatchObject({ status: 'succeeded', dry: true })
      const { items } = (await world.ana.api('/api/tasks?filter=all')).body
      expect(items.filter((task: { title: string }) => task.title === 'only pretended')).toEqual([])
    })

    test('a request that is answered with an error is tried again under the same key, and fails where it may not be', async () => {
      const call = { id: 'call', type: 'skill', skill: 'http.request', input: { method: 'POST', url: `${address()}/breaks` } }
      const run = async (node: object) => {
        const id = await create({ trigger: manual, nodes: [node], edges: edges('call') })
        await publish(id)
        return ended((await world.ana.api(`/api/workflows/${id}/run`, { body: {} })).body.runId)
      }
      const host = new URL(address()).host
      expect(await run(call)).toMatchObject({
        status: 'failed',
        error: { code: 'workflow.request_failed', message: `${host} answered 500: {"echo":null}`, node: 'call' },
      })
      keys.length = 0
      const { id: runId, status } = await run({ ...call, retry: { attempts: 3, delay: '1s' } })
      expect({ status, keys }).toEqual({ status: 'succeeded', keys: Array(2).fill(`${runId}:call::1`) })
    })

    test('a yes to a request that is refused is good for the next try', { timeout: 45_000 }, async () => {
      const { ana } = world
      const input = { method: 'DELETE', url: `${address()}/refuses` }
      const call = { id: 'call', type: 'skill', skill: 'http.request', input, retry: { attempts: 2, delay: '1s' } }
      const id = await create({ trigger: manual, nodes: [call], edges: edges('call') })
      await publish(id)
      const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: {} })).body
      const asked = await eventually(async () => {
        const { items } = (await ana.api('/api/approvals?status=pending')).body
        return items.find((one: { runId?: string }) => one.runId === runId)
      })
      expect((await ana.api(`/api/approvals/${asked.id}`, { body: { decision: 'approve' } })).status).toBe(200)
      expect(await ended(runId)).toMatchObject({ status: 'succeeded' })
      expect(seen.filter(({ url }) => url === '/refuses').map(({ method }) => method)).toEqual(['DELETE', 'DELETE'])
    })

    test('a secret variable reaches an address and is shown nowhere', async () => {
      const secret = 'sk-live-very-secret-0815'
      const set = await world.ana.api('/api/variables', { method: 'PUT', body: { name: 'api_key', value: secret, kind: 'secret' } })
      expect(set).toMatchObject({ status: 200, body: { name: 'api_key', kind: 'secret' } })
      await world.ana.api('/api/variables', { method: 'PUT', body: { name: 'base', value: address() } })
      const list = await world.ana.api('/api/variables?limit=1')
      expect(list.body.items).toMatchObject([{ name: 'api_key', kind: 'secret' }])
      expect(list.body.nextCursor).toEqual(expect.any(String))
      const id = await create({
        trigger: manual,
        nodes: [
          {
            id: 'call',
            type: 'skill',
            skill: 'http.request',
            input: {
              method: 'POST',
              url: '{{ vars.base }}/pay',
              headers: { Authorization: 'Bearer {{ vars.api_key }}' },
              body: { key: '{{ vars.api_key }}' },
            },
          },
        ],
        edges: edges('call'),
      })
      await publish(id)
      const { runId } = (await world.ana.api(`/api/workflows/${id}/run`, { body: {} })).body
      expect((await ended(runId)).status).toBe('succeeded')
      expect(seen.at(-1)).toEqual({ method: 'POST', url: '/pay', authorization: `Bearer ${secret}` })
      const { body } = await world.ana.api(`/api/runs/${runId}/steps?whole=true`)
      expect(body.items[0]).toMatchObject({
        input: { url: `${address()}/pay`, headers: { Authorization: '•••' }, body: { key: '•••' } },
        output: { status: 200, body: { echo: '•••' } },
      })
      const audit = await world.ana.api('/api/audit?limit=200')
      expect(audit.body.items.map((item: { skill: string }) => item.skill)).toContain('variables.set')
      const everything = [audit, body, await world.ana.api(`/api/runs/${runId}`), world.server.log]
      expect(JSON.stringify(everything)).not.toContain(secret)
      expectProblem(await world.vic.api('/api/variables', { method: 'PUT', body: { name: 'x', value: 1 } }), 403, 'kernel.forbidden')
      expect((await world.eve.api('/api/variables')).body.items).toEqual([])
      expectProblem(await world.eve.api('/api/variables/api_key', { method: 'DELETE' }), 404, 'workflow.variable_not_found')
      expect((await world.ana.api('/api/variables/api_key', { method: 'DELETE' })).status).toBe(200)
    })

    test('a dry run calls what reads and nothing else; what it makes up says so', async () => {
      const before = seen.length
      const id = await create({
        trigger: manual,
        nodes: [
          { id: 'get', type: 'skill', skill: 'http.request', input: { method: 'GET', url: `${address()}/read` } },
          {
            id: 'post',
            type: 'skill',
            skill: 'http.request',
            input: { method: 'POST', url: `${address()}/write`, body: { a: '{{ steps.get.output.status }}' } },
          },
          { id: 'task', type: 'skill', skill: 'tasks.create', input: { title: 'Never made {{ steps.post.output.status }}' } },
          { id: 'ask', type: 'approval', question: 'Really?' },
          { id: 'pause', type: 'wait', duration: '1d' },
          { id: 'sum', type: 'set', input: { title: '{{ steps.task.output.title }}' } },
        ],
        edges: [
          { from: 'trigger', to: 'get' },
          { from: 'get', to: 'post' },
          { from: 'post', to: 'task' },
          { from: 'task', to: 'ask' },
          { from: 'ask', port: 'approved', to: 'pause' },
          { from: 'pause', to: 'sum' },
        ],
      })
      await publish(id)
      const { runId } = (await world.ana.api(`/api/workflows/${id}/run`, { body: { dry: true } })).body
      expect(await ended(runId)).toMatchObject({ status: 'succeeded', dry: true })
      expect(seen.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /read'])
      const { items } = (await world.ana.api(`/api/runs/${runId}/steps`)).body
      const marked = items.map(
        ({ node, output }: { node: string; output: { $placeholder?: boolean } }) => `${node} ${output.$placeholder === true}`,
      )
      expect(marked).toEqual(['get false', 'post true', 'task true', 'ask true', 'pause true', 'sum false'])
      expect((await world.ana.api('/api/tasks?filter=all')).body.items).toEqual([])
      expect((await world.ana.api('/api/approvals?status=pending')).body.items).toEqual([])
    })

    test('one step is tested with data of one’s own, and changes nothing unless told', async () => {
      const before = seen.length
      const id = await create({
        trigger: manual,
        nodes: [
          { id: 'a', type: 'set', input: { n: 1 } },
          {
            id: 'post',
            type: 'skill',
            skill: 'http.request',
            input: { method: 'POST', url: '{{ event.url }}/x', body: { n: '{{ steps.a.output.n }}' } },
          },
          { id: 'task', type: 'skill', skill: 'tasks.create', input: { title: 'Tested {{ steps.a.output.n }}' } },
          { id: 'big', type: 'if', condition: '{{ steps.a.output.n > 1 }}' },
          {
            id: 'loop',
            type: 'forEach',
            items: [1],
            graph: { nodes: [{ id: 'in', type: 'set', input: { v: '{{ item * 2 }}' } }], edges: [] },
          },
        ],
        edges: edges('a', 'post', 'task', 'big').concat({ from: 'big', port: 'true', to: 'loop' } as never),
      })
      const trial = (body: object, who = world.ana) => who.api(`/api/workflows/${id}/test-node`, { body })
      const steps = { a: { n: 2 } }
      expect((await trial({ node: 'big', steps })).body).toEqual({ input: { condition: true }, output: { result: true }, port: 'true' })
      expect((await trial({ node: 'in', item: 21 })).body).toMatchObject({ output: { v: 42 }, port: 'out' })
      expect((await trial({ node: 'big' })).body).toMatchObject({
        output: null,
        port: null,
        error: { code: 'workflow.missing_value', node: 'big' },
      })
      expect((await trial({ node: 'post', event: { url: address() }, steps })).body).toMatchObject({
        output: { $placeholder: true },
        port: 'out',
      })
      expect((await trial({ node: 'task', steps })).body).toMatchObject({ output: { $placeholder: true } })
      expect(seen.length).toBe(before)
      expect((await world.ana.api('/api/tasks?filter=all')).body.items).toEqual([])
      expect((await trial({ node: 'post', event: { url: address() }, steps, confirm: true })).body).toMatchObject({
        output: { status: 200 },
      })
      expect(seen.slice(before).map(({ url }) => url)).toEqual(['/x'])
      const made = await trial({ node: 'task', steps, confirm: true })
      expect(made.body).toMatchObject({ output: { title: 'Tested 2' } })
      expect((await world.ana.api(`/api/tasks/${made.body.output.id}`)).body.title).toBe('Tested 2')
      expect((await world.ana.api('/api/runs?workflow='.concat(id))).body.items).toEqual([])
      const graph = { trigger: manual, nodes: [{ id: 'new', type: 'set', input: { a: 1 } }], edges: [] }
      expect((await trial({ node: 'new', graph })).body).toMatchObject({ output: { a: 1 } })
      expectProblem(await trial({ node: 'gone' }), 404, 'workflow.step_not_found')
      expectProblem(await trial({ node: 'new', graph: { ...graph, nodes: [{ id: 'new', type: 'set' }] } }), 400, 'workflow.invalid_graph')
      expectProblem(await trial({ node: 'big', steps }, world.vic), 403)
    })

    test('versions are compared, and an old one is published again', async () => {
      const graph = (n: number) => ({ trigger: manual, nodes: [{ id: 'a', type: 'set', input: { n } }], edges: edges('a') })
      const id = await create(graph(1))
      expectProblem(await world.ana.api(`/api/workflows/${id}/diff`), 409, 'workflow.not_published')
      await publish(id)
      await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: graph(2) } })
      expect((await world.ana.api(`/api/workflows/${id}/diff`)).body).toMatchObject({
        from: 1,
        to: null,
        changed: [{ node: 'a', fields: [{ field: 'input.n', before: 1, after: 2 }] }],
      })
      await publish(id)
      expect((await world.ana.api(`/api/workflows/${id}/diff?from=2&to=1`)).body.changed[0].fields).toEqual([
        { field: 'input.n', before: 2, after: 1 },
      ])
      expectProblem(await world.ana.api(`/api/workflows/${id}/diff?from=7`), 404, 'workflow.version_not_found')
      const back = await world.ana.api(`/api/workflows/${id}/roll-back`, { body: { version: 1 } })
      expect(back).toMatchObject({ status: 200, body: { version: 3, changed: false, graph: graph(1) } })
      await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: graph(9) } })
      const kept = await world.ana.api(`/api/workflows/${id}/roll-back`, { body: { version: 2 } })
      expect(kept).toMatchObject({ status: 200, body: { version: 4, changed: true, graph: graph(9) } })
      const { items } = (await world.ana.api(`/api/workflows/${id}/versions`)).body
      expect(items.map(({ version, note, live }: { version: number; note?: string; live: boolean }) => [version, note, live])).toEqual([
        [4, 'Version 2 again', true],
        [3, 'Version 1 again', false],
        [2, undefined, false],
        [1, undefined, false],
      ])
      expectProblem(await world.ana.api(`/api/workflows/${id}/roll-back`, { body: { version: 44 } }), 404, 'workflow.version_not_found')
    })

    test('a run that ended is forked', async () => {
      const id = await create({
        trigger: manual,
        nodes: [
          { id: 'one', type: 'skill', skill: 'http.request', input: { method: 'GET', url: `${address()}/one` } },
          { id: 'two', type: 'skill', skill: 'http.request', input: { method: 'GET', url: `${address()}/two` } },
        ],
        edges: edges('one', 'two'),
      })
      await publish(id)
      const { runId } = (await world.ana.api(`/api/workflows/${id}/run`, { body: {} })).body
      await ended(runId)
      const before = seen.length
      const forked = await world.ana.api(`/api/runs/${runId}/fork`, {
        body: { from: 'two', input: { method: 'GET', url: `${address()}/three` } },
      })
      expect(await ended(forked.body.runId)).toMatchObject({ status: 'succeeded', originRun: runId })
      expect(seen.slice(before).map(({ url }) => url)).toEqual(['/three'])
      expectProblem(await world.ana.api(`/api/runs/${runId}/fork`, { body: { from: 'three' } }), 404, 'workflow.step_not_found')
    })

    test('a question in a loop says which item it is about, in the inbox and in the bell', async () => {
      const { ana } = world
      const ask = { id: 'ask', type: 'approval', question: 'Send it?' }
      const id = await create({
        trigger: manual,
        nodes: [
          {
            id: 'each',
            type: 'forEach',
            concurrency: 2,
            items: [{ title: 'Offer' }, { price: 3 }],
            graph: { nodes: [{ id: 'attempt', type: 'try', graph: { nodes: [ask], edges: [] } }], edges: [] },
          },
        ],
        edges: edges('each'),
      })
      const { runId } = (await ana.api(`/api/workflows/${id}/try`, { body: {} })).body
      const asked = await eventually(async () => {
        const { items } = (await ana.api('/api/approvals?status=pending')).body
        const own = items.filter((one: { runId?: string }) => one.runId === runId)
        return own.length === 2 ? own : undefined
      })
      expect(asked.map(({ question }: { question: string }) => question).sort()).toEqual(['Send it? (Offer)', 'Send it? (item 2)'])
      const bell = (await ana.api('/api/notifications')).body.items.map(({ title }: { title: string }) => title)
      expect(bell).toEqual(expect.arrayContaining(['Send it? (Offer)', 'Send it? (item 2)']))
      expect((await ana.api(`/api/runs/${runId}/cancel`, { method: 'POST', body: {} })).status).toBe(200)
    })

    test('a question with a form takes only answers that fit it, with its defaults', async () => {
      const { ana } = world
      const form = [
        { name: 'reason', type: 'text', required: true },
        { name: 'amount', type: 'number', default: 40 },
      ]
      const id = await create({
        trigger: manual,
        nodes: [{ id: 'ask', type: 'approval', question: 'Pay it?', form }],
        edges: edges('ask'),
      })
      const { runId } = (await ana.api(`/api/workflows/${id}/try`, { body: {} })).body
      const asked = await eventually(async () => {
        const { items } = (await ana.api('/api/approvals?status=pending')).body
        return items.find((one: { input: { title: string } }) => one.input.title === 'Pay it?')
      })
      const decide = (body: object) => ana.api(`/api/approvals/${asked.id}`, { body })
      const refused = await decide({ decision: 'approve', form: { amount: 'much', more: 1 } })
      expectProblem(refused, 400, 'kernel.invalid_input')
      expect(refused.body.errors).toEqual([
        { path: 'form.more', message: 'This field is not known here.' },
        { path: 'form.reason', message: 'This is needed.' },
        { path: 'form.amount', message: 'Expected a number.' },
      ])
      expect((await decide({ decision: 'approve', form: { reason: 'Broken' } })).status).toBe(200)
      const [step] = await eventually(async () => {
        const { items } = (await ana.api(`/api/runs/${runId}/steps`)).body
        return items[0]?.status === 'succeeded' ? items : undefined
      })
      expect(step.output.answers).toEqual({ reason: 'Broken', amount: 40 })
    })
  })
