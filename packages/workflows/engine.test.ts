import type { RunStep } from '@atom/contracts'
import { newId } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { store } from './store.ts'
import { installation } from './testing/installation.ts'

const trigger = { type: 'manual' }
const edge = (from: string, to: string, port?: string) => ({ from, to, ...(port ? { port } : {}) })
const chain = (...ids: string[]) => ids.map((id, at) => edge(at === 0 ? 'trigger' : (ids[at - 1] as string), id))

for (const dialect of dialects)
  describe(`the engine on ${dialect.name}`, () => {
    const world = async () => {
      const w = await installation(dialect)
      return {
        ...w,
        engine: () => w.workflows().engine,
        begin: async (graph: object, input: object = {}) => w.start(await w.publish(graph), input),
        texts: () => w.calls.map(({ input }) => input.text),
        shown: async (id: string) => (await w.steps(id)).map((step: RunStep) => [step.node, step.iteration, step.status, step.output]),
      }
    }

    test('others are served between two steps that take long', async () => {
      const w = await world()
      const endless = '{{ ($f := function($n) { $n = 0 - 1 ? 1 : $f($n + 1) }; $f(0)) }}'
      const id = await w.begin({
        trigger,
        nodes: [
          {
            id: 'each',
            type: 'forEach',
            items: '{{ [1..8] }}',
            graph: { nodes: [{ id: 'n', type: 'set', input: { n: endless }, onError: 'continue' }], edges: [] },
          },
        ],
        edges: chain('each'),
      })
      const begun = performance.now()
      let last = begun
      let longest = 0
      const look = () => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }
      const looking = setInterval(look, 0)
      await w.until(id, 'succeeded')
      clearInterval(looking)
      look()
      // Each of the eight is stopped after its time; together they would hold everybody up for nearly all of it.
      expect(longest / (last - begun)).toBeLessThan(0.5)
      await w.close()
    })

    test('a webhook is answered when event, run and steps are durable', async () => {
      const w = await world()
      const made = await w.publish({
        trigger: { type: 'webhook', path: 'orders', respond: 'node' },
        nodes: [
          { id: 'net', type: 'set', input: { net: '{{ event.body.amount / 1.2 }}' } },
          { id: 'big', type: 'if', condition: '{{ steps.net.output.net > 100 }}' },
          { id: 'tier', type: 'set', input: { tier: 'large' } },
          { id: 'reply', type: 'respond', status: 200, body: '{{ steps.net.output }}' },
        ],
        edges: [
          edge('trigger', 'net'),
          edge('net', 'big'),
          edge('big', 'tier', 'true'),
          edge('tier', 'reply'),
          edge('big', 'reply', 'false'),
        ],
      })
      const answer = await w.workflows().hooks.take({
        workspaceId: w.ctx.workspaceId,
        path: 'orders',
        method: 'POST',
        address: '127.0.0.1',
        headers: {},
        query: {},
        raw: Buffer.from('{"amount":240}'),
        body: () => ({ amount: 240 }),
      })
      expect(answer).toEqual({ status: 200, headers: {}, body: { net: 200 } })
      const [run] = (await w.call('runs.list', { workflow: made })).items
      expect([run.status, (await w.shown(run.id)).map(([node, , status]: string[]) => `${node} ${status}`)]).toEqual([
        'succeeded',
        ['net succeeded', 'big succeeded', 'tier succeeded', 'reply succeeded'],
      ])
      await w.close()
    })

    test('a loop runs its steps for every item, and gives what each pass gave', async () => {
      const w = await world()
      const id = await w.begin(
        {
          trigger,
          nodes: [
            {
              id: 'all',
              type: 'forEach',
              items: '{{ event.names }}',
              concurrency: 2,
              graph: { nodes: [{ id: 'say', type: 'skill', skill: 'test.echo', input: { text: '{{ item }} {{ index }}' } }], edges: [] },
            },
            { id: 'count', type: 'set', input: { n: '{{ $count(steps.all.output) }}', first: '{{ steps.all.output[0].text }}' } },
          ],
          edges: chain('all', 'count'),
        },
        { names: ['a', 'b', 'c'] },
      )
      await w.until(id, 'succeeded')
      expect(w.texts().sort()).toEqual(['a 0', 'b 1', 'c 2'])
      expect((await w.shown(id)).at(-1)).toEqual(['count', '', 'succeeded', { n: 3, first: 'a 0' }])
      await w.close()
    })

    test('a run that waits is out of memory, and goes on in another process when its time has come', async () => {
      const w = await world()
      const id = await w.begin({
        trigger,
        nodes: [
          { id: 'a', type: 'skill', skill: 'test.echo', input: { text: 'before' } },
          { id: 'pause', type: 'wait', duration: '10m' },
          { id: 'b', type: 'skill', skill: 'test.echo', input: { text: 'after {{ steps.a.output.text }}' } },
        ],
        edges: chain('a', 'pause', 'b'),
      })
      await w.until(id, 'waiting')
      expect((await w.run(id)).owner).toBe(null)
      await w.restart()
      expect((await w.run(id)).status).toBe('waiting')
      await w.pass(11 * 60_000)
      await w.until(id, 'succeeded')
      expect(w.texts()).toEqual(['before', 'after before'])
      await w.close()
    })

    test('a failure that may pass is tried again, then goes its own way', async () => {
      const w = await world()
      const id = await w.begin({
        trigger,
        nodes: [
          { id: 'a', type: 'skill', skill: 'test.echo', input: { text: 'fail' }, retry: { attempts: 2, delay: '1s' }, onError: 'route' },
          { id: 'b', type: 'set', input: { said: '{{ steps.a.output.error.code }}' } },
        ],
        edges: [edge('trigger', 'a'), edge('a', 'b', 'error')],
      })
      await w.until(id, 'waiting')
      await w.pass(5000)
      await w.until(id, 'succeeded')
      expect(w.texts()).toEqual(['fail', 'fail'])
      expect((await w.shown(id)).at(-1)).toEqual(['b', '', 'succeeded', { said: 'kernel.unreachable' }])
      await w.close()
    })

    test('an interrupted run goes on after the last finished step', async () => {
      const w = await world()
      const graph = {
        trigger,
        nodes: [
          { id: 'a', type: 'skill', skill: 'test.echo', input: { text: 'one' } },
          { id: 'b', type: 'skill', skill: 'test.echo', input: { text: 'two {{ steps.a.output.text }}' } },
        ],
        edges: chain('a', 'b'),
      }
      const made = await w.publish(graph)
      const runId = newId()
      const at = '2026-11-24T09:00:00.000Z'
      await w.storage.unitOfWork.writing(w.ctx, async tx => {
        const run = {
          id: runId,
          workflow_id: made,
          version: 1,
          status: 'running',
          trigger: 'manual',
          event_id: null,
          event: '{}',
          person_id: 'p',
          priority: 1,
          dry: 0,
          n: 1,
          held: 0,
          owner: 'dead',
          epoch: 1,
          poke: 0,
          request: null,
          parent_wait: null,
          origin_run: null,
          error: null,
          answer: null,
          created_at: at,
          started_at: at,
          finished_at: null,
          deadline: null,
        } as const
        await store.insert(tx, 'run', run).execute()
        const row = {
          run_id: runId,
          seq: 1,
          node: 'a',
          iteration: '',
          status: 'succeeded',
          attempt: 1,
          n: 1,
          port: 'out',
          input: null,
          output: '{"text":"one"}',
          error: null,
          started_at: at,
          finished_at: at,
        } as const
        await store.db(tx).insertInto('step').values(row).execute()
      })
      await w.restart()
      await w.until(runId, 'succeeded')
      expect(w.texts()).toEqual(['two one'])
      await w.close()
    })

    test('a condition may be written without braces, and is refused where text around them would make it always true', async () => {
      const w = await world()
      const graph = (condition: string) => ({
        trigger,
        nodes: [{ id: 'big', type: 'if', condition }],
        edges: chain('big'),
      })
      const id = await w.begin(graph('event.n > 100'), { n: 5 })
      await w.until(id, 'succeeded')
      expect(await w.shown(id)).toEqual([['big', '', 'succeeded', { result: false }]])
      await expect(w.begin(graph('{{ event.n }} > 100'))).rejects.toMatchObject({ code: 'workflow.invalid_graph' })
      await w.close()
    })

    test('a run waits for the event that is about its own thing', async () => {
      const w = await world()
      const id = await w.begin(
        {
          trigger,
          nodes: [
            { id: 'paid', type: 'wait', event: { name: 'order.paid', where: 'event.sum > 10', match: { order: '{{ event.order }}' } } },
          ],
          edges: chain('paid'),
        },
        { order: 'o-"1"' },
      )
      await w.until(id, 'waiting')
      const tell = (data: Record<string, unknown>) =>
        w.storage.unitOfWork.writing(w.ctx, tx => tx.events.publish(tx, { name: 'order.paid', data }))
      await tell({ order: 'o-2', sum: 50 })
      await tell({ order: 'o-"1"', sum: 5 })
      expect((await w.run(id)).status).toBe('waiting')
      await tell({ order: 'o-"1"', sum: 50 })
      await w.until(id, 'succeeded')
      await w.close()
    })

    test('a step that is turned off hands on what comes to it', async () => {
      const w = await world()
      const off = (id: string) => ({ id, type: 'skill', skill: 'test.echo', input: { text: 'never' }, disabled: true })
      const id = await w.begin(
        {
          trigger,
          nodes: [
            off('first'),
            { id: 'a', type: 'skill', skill: 'test.echo', input: { text: '{{ steps.first.output.name }}' } },
            off('second'),
            { id: 'b', type: 'skill', skill: 'test.echo', input: { text: '{{ steps.second.output.text }}!' } },
            {
              id: 'each',
              type: 'forEach',
              items: [1, 2],
              graph: {
                nodes: [off('inner'), { id: 'n', type: 'set', input: { n: '{{ steps.inner.output * 2 }}' } }],
                edges: [edge('inner', 'n')],
              },
            },
          ],
          edges: chain('first', 'a', 'second', 'b', 'each'),
        },
        { name: 'Ana' },
      )
      await w.until(id, 'succeeded')
      expect(w.texts()).toEqual(['Ana', 'Ana!'])
      expect((await w.shown(id)).find(([node]: string[]) => node === 'each')).toEqual(['each', '', 'succeeded', [{ n: 2 }, { n: 4 }]])
      await w.close()
    })

    test('of several ways that lead to a step that is turned off it hands on what each brought, read again after a wait', async () => {
      const w = await world()
      const id = await w.begin({
        trigger,
        nodes: [
          { id: 'a', type: 'skill', skill: 'test.echo', input: { text: 'early' } },
          { id: 'pause', type: 'wait', duration: '10m' },
          { id: 'if', type: 'if', condition: '{{ 1 > 2 }}' },
          { id: 'off', type: 'set', input: { n: 1 }, disabled: true },
          { id: 'keys', type: 'set', input: { keys: '{{ $keys(steps.off.output) }}', text: '{{ steps.off.output.a.text }}' } },
        ],
        edges: [
          edge('trigger', 'a'),
          edge('trigger', 'pause'),
          edge('trigger', 'if'),
          edge('a', 'off'),
          edge('pause', 'off'),
          edge('if', 'off', 'true'),
          edge('off', 'keys'),
        ],
      })
      await w.until(id, 'waiting')
      await w.restart()
      await w.pass(11 * 60_000)
      await w.until(id, 'succeeded')
      expect((await w.shown(id)).at(-1)).toEqual(['keys', '', 'succeeded', { keys: ['a', 'pause'], text: 'early' }])
      await w.close()
    })

    test('cancel ends a waiting run from its row alone', async () => {
      const w = await world()
      const id = await w.begin({ trigger, nodes: [{ id: 'pause', type: 'wait', duration: '1d' }], edges: chain('pause') })
      await w.until(id, 'waiting')
      expect(await w.storage.unitOfWork.writing(w.ctx, tx => w.engine().request(tx, id, 'cancel'))).toBe('cancelled')
      expect(await w.shown(id)).toEqual([['pause', '', 'cancelled', null]])
      await w.close()
    })
  })
