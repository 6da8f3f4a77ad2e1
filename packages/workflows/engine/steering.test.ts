import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { installation } from '../testing/installation.ts'

const graph = (node: object, settings: object = {}) => ({
  trigger: { type: 'manual' },
  nodes: [{ id: 'n', ...node }],
  edges: [{ from: 'trigger', to: 'n' }],
  settings,
})

for (const dialect of dialects)
  describe(`what is wanted of a run, on ${dialect.name}`, () => {
    test('a pause that follows a cancel takes nothing of it back', async () => {
      const w = await installation(dialect)
      const id = await w.start(await w.publish(graph({ type: 'skill', skill: 'test.echo', input: { text: 'a', hold: true } })))
      await expect.poll(() => w.held.has('a')).toBe(true)
      await w.storage.unitOfWork.writing(w.ctx, async tx => {
        const { engine } = w.workflows()
        await engine.request(tx, id, 'cancel')
        await engine.request(tx, id, 'pause')
      })
      await w.until(id, 'cancelled')
      await w.close()
    })

    test('one that is tried again has all its time anew, and no longer', async () => {
      const w = await installation(dialect)
      const id = await w.start(await w.publish(graph({ type: 'wait', duration: '1d' }, { timeout: '10m' })))
      await w.until(id, 'waiting')
      await w.pass(11 * 60_000)
      const { deadline: first } = await w.until(id, 'failed')
      await w.call('runs.retry', { id })
      const { deadline } = await w.until(id, 'waiting')
      expect([first, deadline]).toEqual(['2026-11-24T09:10:00.000Z', '2026-11-24T09:21:00.000Z'])
      await w.pass(5 * 60_000)
      expect((await w.run(id)).status).toBe('waiting')
      await w.pass(6 * 60_000)
      expect(JSON.parse((await w.until(id, 'failed')).error as string).code).toBe('workflow.run_timed_out')
      await w.close()
    })
  })
