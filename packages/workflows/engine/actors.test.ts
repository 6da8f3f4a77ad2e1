import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { installation } from '../testing/installation.ts'

const chain = (nodes: { id: string; [field: string]: unknown }[], trigger: object = { type: 'manual' }) => ({
  trigger,
  nodes,
  edges: nodes.map(({ id }, at) => ({ from: nodes[at - 1]?.id ?? 'trigger', to: id })),
})
const echo = (id: string, more: object = {}) => ({ id, type: 'skill', skill: 'test.echo', input: { text: id, ...more } })
const keep = { id: 'keep', type: 'skill', skill: 'test.keep', input: { what: 'it' } }

for (const dialect of dialects)
  describe(`as whom a run acts, on ${dialect.name}`, () => {
    const world = async () => {
      const w = await installation(dialect)
      const codeOf = async (id: string) => JSON.parse((await w.until(id, 'failed')).error as string).code
      return { ...w, codeOf }
    }

    test('a run under way ends when its publisher leaves, and what it was doing is cut off', async () => {
      const w = await world()
      const id = await w.start(await w.publish(chain([echo('a', { hold: true }), keep])))
      await expect.poll(() => w.held.has('a')).toBe(true)
      await w.becomes(undefined)
      expect(await w.codeOf(id)).toBe('workflow.publisher_gone')
      expect((await w.steps(id)).map((step: { node: string; status: string }) => [step.node, step.status])).toEqual([['a', 'cancelled']])
      await w.close()
    })

    test('a run under way goes on with the role its publisher has by then', async () => {
      const w = await world()
      const id = await w.start(await w.publish(chain([echo('a', { hold: true }), echo('b'), keep])))
      await expect.poll(() => w.held.has('a')).toBe(true)
      await w.becomes('viewer')
      w.held.get('a')?.()
      expect(await w.codeOf(id)).toBe('kernel.forbidden')
      expect(w.calls.map(({ skill, input }) => input.text ?? skill)).toEqual(['a', 'b'])
      await w.close()
    })

    test('a webhook of steps that touch nothing fails all the same when its publisher has left', async () => {
      const w = await world()
      const made = await w.publish(
        chain([{ id: 'set', type: 'set', input: { n: 1 } }], {
          type: 'webhook',
          path: 'pure',
          respond: 'last',
        }),
      )
      const call = () =>
        w.workflows().hooks.take({
          ...{ workspaceId: w.ctx.workspaceId, path: 'pure', method: 'POST', address: '127.0.0.1', headers: {}, query: {} },
          raw: Buffer.from('{}'),
          body: () => ({}),
        })
      expect(await call()).toMatchObject({ status: 200, body: { n: 1 } })
      await w.becomes(undefined)
      await expect(call()).rejects.toMatchObject({ code: 'workflow.run_gave_no_answer' })
      const [run] = (await w.call('runs.list', { workflow: made })).items
      expect(run).toMatchObject({ status: 'failed', error: { code: 'workflow.publisher_gone' } })
      await w.close()
    })

    test('who may only look neither starts another automation nor asks people', async () => {
      const w = await world()
      const child = await w.publish(chain([{ id: 'set', type: 'set', input: {} }]))
      const runs = [
        await w.publish(chain([echo('a', { hold: true }), { id: 'sub', type: 'workflow', workflow: child }])),
        await w.publish(chain([echo('b', { hold: true }), { id: 'ask', type: 'approval', question: 'Go on?' }])),
      ]
      const ids = [await w.start(runs[0] as string), await w.start(runs[1] as string)]
      await expect.poll(() => w.held.size).toBe(2)
      await w.becomes('viewer')
      for (const go of w.held.values()) go()
      for (const id of ids) expect(await w.codeOf(id)).toBe('workflow.role_lost')
      expect((await w.call('runs.list', { workflow: child })).items).toEqual([])
      await w.close()
    })
  })
