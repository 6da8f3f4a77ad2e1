import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { installation } from '../testing/installation.ts'

const edges = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : (ids[at - 1] as string), to: id }))
const say = (id: string, text: string) => ({ id, type: 'skill', skill: 'test.echo', input: { text } })
const secret = 'sk-live-0815'

for (const dialect of dialects)
  describe(`fork on ${dialect.name}`, () => {
    const texts = (w: Awaited<ReturnType<typeof installation>>) => w.calls.map(({ input }) => input.text)
    const chain = {
      trigger: { type: 'manual' },
      nodes: [
        say('a', 'a {{ event.n }}'),
        { id: 'big', type: 'set', input: { list: '{{ event.list }}' } },
        {
          id: 'loop',
          type: 'forEach',
          items: ['x', 'y'],
          graph: { nodes: [say('in', '{{ item }}')], edges: [] },
        },
        say('b', 'b after {{ steps.a.output.text }} and {{ $count(steps.big.output.list) }}'),
        say('c', 'c after {{ steps.b.output.text }}, {{ steps.loop.output[1].text }}'),
      ],
      edges: edges('a', 'big', 'loop', 'b', 'c'),
    }

    test('what ended before the step is taken over, it and what follows is done', async () => {
      const w = await installation(dialect)
      const id = await w.start(await w.publish(chain), { n: 1, list: Array.from({ length: 20_000 }, (_, at) => `number ${at}`) })
      await w.until(id, 'succeeded')
      expect(texts(w).splice(0)).toEqual(['a 1', 'x', 'y', 'b after a 1 and 20000', 'c after b after a 1 and 20000, y'])
      w.calls.length = 0
      const { runId } = await w.call('runs.fork', { id, from: 'b' })
      expect(await w.until(runId, 'succeeded')).toMatchObject({ origin_run: id, trigger: 'manual' })
      expect(texts(w)).toEqual(['b after a 1 and 20000', 'c after b after a 1 and 20000, y'])
      const steps = await w.steps(runId)
      expect(steps.map(({ node, status }: { node: string; status: string }) => `${node} ${status}`)).toEqual(
        (await w.steps(id)).map(({ node, status }: { node: string; status: string }) => `${node} ${status}`),
      )
      expect(steps.find(({ node }: { node: string }) => node === 'big').output.list).toHaveLength(20000)
      await w.close()
    })

    test('with another input, which acts as whoever gave it', async () => {
      const w = await installation(dialect)
      const id = await w.start(await w.publish(chain), { n: 1, list: Array.from({ length: 20_000 }, (_, at) => `number ${at}`) })
      await w.until(id, 'succeeded')
      w.calls.length = 0
      const { runId } = await w.call('runs.fork', { id, from: 'b', input: { text: 'edited' } })
      expect((await w.until(runId, 'succeeded')).person_id).toBe(w.ctx.person.id)
      expect(texts(w)).toEqual(['edited', 'c after edited, y'])
      expect((await w.steps(runId)).find(({ node }: { node: string }) => node === 'b').input).toEqual({ text: 'edited' })
      const again = await w.call('runs.fork', { id: runId, from: 'loop', input: { items: ['z'] } })
      // The last step wants what the second pass gave, and there is only one.
      expect(JSON.parse((await w.until(again.runId, 'failed')).error as string).code).toBe('workflow.missing_value')
      expect(texts(w).slice(2)).toEqual(['z', 'b after a 1 and 20000'])
      await w.close()
    })

    test('a hidden part of an edited input stays what it was', async () => {
      const w = await installation(dialect)
      await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })
      const workflow = await w.publish({
        trigger: { type: 'manual' },
        nodes: [{ id: 'send', type: 'skill', skill: 'test.send', input: { to: 'a', body: { key: 'it is {{ vars.key }}', n: 1 } } }],
        edges: edges('send'),
      })
      const id = await w.start(workflow)
      await w.until(id, 'succeeded')
      const [{ input }] = await w.steps(id)
      const { runId } = await w.call('runs.fork', { id, from: 'send', input: { ...input, to: 'b' } })
      await w.until(runId, 'succeeded')
      expect(w.calls[1]?.input).toEqual({ to: 'b', body: { key: `it is ${secret}`, n: 1 } })
      expect((await w.steps(runId))[0].input).toEqual({ to: 'b', body: { key: 'it is •••', n: 1 } })
      await w.close()
    })

    test('of the live version: what has been added before runs first', async () => {
      const w = await installation(dialect)
      const graph = { trigger: { type: 'manual' }, nodes: [say('a', 'a'), say('b', 'fail b')], edges: edges('a', 'b') }
      const workflow = await w.publish(graph)
      const id = await w.start(workflow)
      await w.until(id, 'failed')
      await w.call('workflows.update', {
        id: workflow,
        graph: { ...graph, nodes: [say('a', 'a'), say('new', 'new'), say('b', 'b')], edges: edges('a', 'new', 'b') },
      })
      await w.call('workflows.publish', { id: workflow })
      w.calls.length = 0
      const { runId } = await w.call('runs.fork', { id, from: 'b', version: 'live' })
      expect((await w.until(runId, 'succeeded')).version).toBe(2)
      expect(texts(w)).toEqual(['new', 'b'])
      await expect(w.call('runs.fork', { id, from: 'b', version: 'live', input: { text: 'x' } })).rejects.toMatchObject({
        code: 'workflow.fork_not_ready',
      })
      await w.close()
    })

    test('is refused where it makes no sense', async () => {
      const w = await installation(dialect)
      const workflow = await w.publish({
        trigger: { type: 'manual' },
        nodes: [
          { id: 'yes', type: 'if', condition: true },
          { id: 'pause', type: 'wait', duration: '1d' },
          { id: 'never', type: 'set', input: { a: 1 } },
          { id: 'loop', type: 'forEach', items: [1], graph: { nodes: [{ id: 'in', type: 'set', input: { a: 1 } }], edges: [] } },
        ],
        edges: [
          { from: 'trigger', to: 'yes' },
          { from: 'yes', port: 'true', to: 'loop' },
          { from: 'loop', to: 'pause' },
          { from: 'yes', port: 'false', to: 'never' },
        ],
      })
      const id = await w.start(workflow)
      await w.until(id, 'waiting')
      const refused = (input: object, code: string) =>
        expect(w.call('runs.fork', { id, ...input })).rejects.toMatchObject({ code: `workflow.${code}` })
      await refused({ from: 'yes' }, 'run_not_settled')
      await w.call('runs.cancel', { id })
      await refused({ from: 'nothing' }, 'step_not_found')
      await refused({ from: 'in' }, 'fork_in_loop')
      await refused({ from: 'never' }, 'fork_not_reached')
      await refused({ from: 'yes', input: { other: 1 } }, 'fork_input')
      await refused({ from: 'yes', input: 7 }, 'fork_input')
      await w.close()
    })
  })
