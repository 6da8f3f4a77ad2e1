import { EventBus, eventMigrations } from '@atom/events'
import { EmbeddedDispatcher, type JobHandler, jobMigrations } from '@atom/jobs'
import { type Context, createInvoke, defineSkill, kernelErrors, manualClock, newId, SkillRegistry } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseTemplate } from './expressions/index.ts'
import { compileGraph, Engine, NodeTypes, nodeTypes, Plans, workflowMigrations } from './index.ts'
import { truth } from './nodes/truth.ts'
import { store } from './store.ts'

const trigger = { type: 'manual' }
const edge = (from: string, to: string, port?: string) => ({ from, to, ...(port ? { port } : {}) })
const chain = (...ids: string[]) => ids.map((id, at) => edge(at === 0 ? 'trigger' : (ids[at - 1] as string), id))

for (const dialect of dialects)
  describe(`the engine on ${dialect.name}`, () => {
    async function world() {
      const storage = await dialect.open([eventMigrations, jobMigrations, workflowMigrations])
      const clock = manualClock('2026-11-24T09:00:00Z')
      const bus = new EventBus()
      const registry = new SkillRegistry()
      const calls: string[] = []
      const echo = z.object({ text: z.string() })
      registry.add(
        defineSkill({
          id: 'test.echo',
          title: 'Echo',
          description: 'Gives back what it is given.',
          effect: 'read',
          reach: 'outside',
          input: echo,
          output: echo,
          examples: [],
          run: async (_, { text }) => {
            calls.push(text)
            if (text === 'fail') throw kernelErrors.unreachable({ host: 'x', reason: 'it is not there' })
            return { text }
          },
        }),
      )
      const open = { permission: { decide: async () => 'allow' as const }, audit: { record: async () => {} } }
      const invoke = createInvoke({
        registry,
        unitOfWork: storage.unitOfWork,
        ...open,
        approvals: { request: unused, consume: unused, find: unused } as never,
        idempotency: { claim: async () => undefined, store: async () => {}, release: async () => {} } as never,
        undoLog: { record: async () => 'u' },
        refs: new Map(),
      })
      const types = new NodeTypes().add(...nodeTypes({ registry, invoke, startChild: unused }))
      const deps = { types, skill: (id: string) => registry.find(id) }
      const workspaceId = newId()
      const base = testContext(storage, { clock, events: bus, workspaceId })
      const dispatcher = new EmbeddedDispatcher({
        unitOfWork: storage.unitOfWork,
        clock,
        log: base.log,
        contextFor: id => ({ ...ctx, workspaceId: id }),
      })
      const ctx: Context = { ...base, jobs: dispatcher }
      const make = () =>
        new Engine({
          clock,
          log: { ...ctx.log, error: (fields, message) => console.error(message, fields) },
          unitOfWork: storage.unitOfWork,
          batch: storage.batch,
          plans: new Plans(deps),
          vault: storage.vault,
          system: id => ({ ...ctx, workspaceId: id }),
          memberContext: async id => ({ ...ctx, workspaceId: id, via: 'workflow' }),
        })
      let engine = make()
      dispatcher.handle({ kind: 'workflow.wake', run: (...given) => (engine.jobs[0] as JobHandler).run(...given) })
      dispatcher.start()
      await engine.work()
      const publish = async (graph: object) => {
        const workflowId = newId()
        await storage.unitOfWork.writing(ctx, async tx => {
          const row = { workflow_id: workflowId, version: 1, graph: JSON.stringify(graph), published_by: 'p', published_at: '', note: null }
          await store.insert(tx, 'workflow_version', row).execute()
        })
        return { workflowId, version: 1, graph: compileGraph(graph, deps) }
      }
      const start = async (graph: object, input: Record<string, unknown> = {}) => {
        const made = await publish(graph)
        const id = await storage.unitOfWork.writing(ctx, tx =>
          engine.start(tx, made.graph, { workflowId: made.workflowId, version: 1, personId: 'p', trigger: 'manual', event: input }),
        )
        return id as string
      }
      const run = (id: string) => store.from(ctx, 'run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const until = (id: string, status: string) => expect.poll(async () => (await run(id)).status, { timeout: 5000 }).toBe(status)
      const steps = async (id: string) => {
        const rows = await store.db(ctx).selectFrom('step').selectAll().where('run_id', '=', id).orderBy('seq').execute()
        return rows.map(row => [row.node, row.iteration, row.status, row.output === null ? null : JSON.parse(row.output)])
      }
      return {
        storage,
        clock,
        ctx,
        calls,
        start,
        run,
        until,
        steps,
        publish,
        bus,
        engine: () => engine,
        restart: async () => {
          await engine.stop(0)
          engine = make()
          await engine.work()
        },
        close: async () => {
          await engine.stop(1000)
          await dispatcher.stop(1000)
          await storage.close()
        },
      }
    }
    const unused = async (): Promise<never> => {
      throw new Error('not in this test')
    }

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
      const begun = w
        .engine()
        .begin(
          made.graph,
          { workspaceId: w.ctx.workspaceId, workflowId: made.workflowId, version: 1, personId: 'p', trigger: 'webhook' },
          { name: 'hook.received', data: { body: { amount: 240 } } },
        )
      expect((await begun.outcome).answer).toEqual({ status: 200, headers: {}, body: { net: 200 } })
      expect((await w.run(begun.runId)).status).toBe('succeeded')
      expect((await w.steps(begun.runId)).map(([node, , status]) => `${node} ${status}`)).toEqual([
        'net succeeded',
        'big succeeded',
        'tier succeeded',
        'reply succeeded',
      ])
      await w.close()
    })

    test('a loop runs its steps for every item, and gives what each pass gave', async () => {
      const w = await world()
      const id = await w.start(
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
      expect(w.calls.sort()).toEqual(['a 0', 'b 1', 'c 2'])
      expect((await w.steps(id)).at(-1)).toEqual(['count', '', 'succeeded', { n: 3, first: 'a 0' }])
      await w.close()
    })

    test('a run that waits is out of memory, and goes on in another process when its time has come', async () => {
      const w = await world()
      const id = await w.start({
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
      w.clock.advance(11 * 60_000)
      await w.storage.unitOfWork.writing(w.ctx, tx => tx.jobs.enqueue(tx, { kind: 'nothing', payload: {} }))
      await w.until(id, 'succeeded')
      expect(w.calls).toEqual(['before', 'after before'])
      await w.close()
    })

    test('a failure that may pass is tried again, then goes its own way', async () => {
      const w = await world()
      const id = await w.start({
        trigger,
        nodes: [
          { id: 'a', type: 'skill', skill: 'test.echo', input: { text: 'fail' }, retry: { attempts: 2, delay: '1s' }, onError: 'route' },
          { id: 'b', type: 'set', input: { said: '{{ steps.a.output.error.code }}' } },
        ],
        edges: [edge('trigger', 'a'), edge('a', 'b', 'error')],
      })
      await w.until(id, 'waiting')
      w.clock.advance(5000)
      await w.storage.unitOfWork.writing(w.ctx, tx => tx.jobs.enqueue(tx, { kind: 'nothing', payload: {} }))
      await w.until(id, 'succeeded')
      expect(w.calls).toEqual(['fail', 'fail'])
      expect((await w.steps(id)).at(-1)).toEqual(['b', '', 'succeeded', { said: 'kernel.unreachable' }])
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
          workflow_id: made.workflowId,
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
      expect(w.calls).toEqual(['two one'])
      await w.close()
    })

    test('a condition may be written without braces, and is refused where text around them would make it always true', async () => {
      const w = await world()
      const graph = (condition: string) => ({
        trigger,
        nodes: [{ id: 'big', type: 'if', condition }],
        edges: chain('big'),
      })
      const id = await w.start(graph('event.n > 100'), { n: 5 })
      await w.until(id, 'succeeded')
      expect(await w.steps(id)).toEqual([['big', '', 'succeeded', { result: false }]])
      await expect(w.start(graph('{{ event.n }} > 100'))).rejects.toMatchObject({ code: 'workflow.invalid_graph' })
      await w.close()
    })

    test('a run waits for the event that is about its own thing', async () => {
      const w = await world()
      const id = await w.start(
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
      const tell = (data: Record<string, unknown>) => w.storage.unitOfWork.writing(w.ctx, tx => w.engine().onEvent(tx, ...eventOf(data)))
      const eventOf = (data: Record<string, unknown>) => {
        const event = { id: newId(), workspaceId: w.ctx.workspaceId, name: 'order.paid', data, at: '' }
        return [
          event,
          async (where: string) => truth(await parseTemplate(where).evaluate({ event: data, steps: {}, vars: {} })),
          async () => data,
        ] as const
      }
      await tell({ order: 'o-2', sum: 50 })
      await tell({ order: 'o-"1"', sum: 5 })
      expect((await w.run(id)).status).toBe('waiting')
      await tell({ order: 'o-"1"', sum: 50 })
      await w.until(id, 'succeeded')
      await w.close()
    })

    test('cancel ends a waiting run from its row alone', async () => {
      const w = await world()
      const id = await w.start({ trigger, nodes: [{ id: 'pause', type: 'wait', duration: '1d' }], edges: chain('pause') })
      await w.until(id, 'waiting')
      expect(await w.storage.unitOfWork.writing(w.ctx, tx => w.engine().request(tx, id, 'cancel'))).toBe('cancelled')
      expect(await w.steps(id)).toEqual([['pause', '', 'cancelled', null]])
      await w.close()
    })
  })
