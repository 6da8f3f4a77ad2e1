import { type Context, newId } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { compileGraph } from '../graph/compile.ts'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const echo = (text: string, more: object = {}) => ({
  trigger: { type: 'manual' },
  nodes: [{ id: 'echo', type: 'skill', skill: 'test.echo', input: { text, ...more } }],
  edges: [{ from: 'trigger', to: 'echo' }],
})

for (const dialect of dialects)
  describe(`the queue of runs on ${dialect.name}`, () => {
    test('no more begin than there is room for, though one event starts them all', async () => {
      const w = await installation(dialect, { capacity: 3 })
      for (let at = 0; at < 12; at++) await w.publish({ ...echo(`${at}`, { hold: true }), trigger: { type: 'event', name: 'order.paid' } })
      await w.storage.unitOfWork.writing(w.ctx, tx => tx.events.publish(tx, { name: 'order.paid', data: {} }))
      await expect.poll(() => w.held.size).toBe(3)
      expect((await w.workflows().engine.load()).runs).toMatchObject({ running: 3, queued: 9 })
      for (let ended = 0; ended < 12; ) {
        const [[text, go] = []] = w.held
        if (text === undefined) await new Promise(resolve => setTimeout(resolve, 5))
        else {
          w.held.delete(text)
          go?.()
          ended++
          expect((await w.workflows().engine.load()).inMemory).toBeLessThanOrEqual(3)
        }
      }
      await expect.poll(async () => (await w.workflows().engine.load()).runs).toMatchObject({ running: 0, queued: 0 })
      expect(w.calls).toHaveLength(12)
      await w.close()
    })

    test('each workspace has its turn, the one after the last that was served first', async () => {
      const w = await installation(dialect, { capacity: 1 })
      const workspaces = [newId(), newId(), newId()]
      const id = await w.publish(echo('x'))
      const version = await store.from(w.ctx, 'workflow_version').selectAll().where('workflow_id', '=', id).executeTakeFirstOrThrow()
      await w.workflows().engine.stop(0)
      for (const [rank, workspaceId] of workspaces.entries()) {
        const ctx: Context = { ...w.ctx, workspaceId }
        const workflowId = newId()
        const graph = JSON.stringify(echo(`of ${rank}`))
        await w.storage.unitOfWork.writing(ctx, async tx => {
          await store.insert(tx, 'workflow_version', { ...version, workflow_id: workflowId, graph }).execute()
        })
        for (let at = 0; at < 2; at++)
          await w.storage.unitOfWork.writing(ctx, async tx => {
            const plan = compileGraph(JSON.parse(graph), await w.workflows().compile(tx))
            await w.workflows().engine.start(tx, plan, { workflowId, version: 1, personId: 'p', trigger: 'manual', event: {} })
          })
      }
      await w.restart()
      await expect.poll(() => w.calls.length, { timeout: 5000 }).toBe(6)
      expect(w.calls.map(({ input }) => input.text)).toEqual(['of 0', 'of 1', 'of 2', 'of 0', 'of 1', 'of 2'])
      await w.close()
    })
  })
