import type { Statement } from '@atom/storage'
import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

type World = Awaited<ReturnType<typeof installation>>

const after = { id: 'after', type: 'skill', skill: 'test.echo', input: { text: 'after' } }
const lettingGo = (to: string) => (statements: readonly Statement[]) => statements.some(({ sql }) => sql.includes(`then '${to}'`))

/** `happens` once, when the row says that nobody has the run any more, and the process that had it does not know of that yet. */
function asItIsPutDown(w: World, to: 'waiting' | 'paused', happens: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) =>
    w.whenDurable(async statements => {
      if (!lettingGo(to)(statements)) return
      w.whenDurable(async () => {})
      await happens().then(resolve, reject)
    }),
  )
}

for (const dialect of dialects)
  describe(`a run that is put down, on ${dialect.name}`, () => {
    test('what it waits for is heard though it comes at that very moment', async () => {
      const w = await installation(dialect)
      const workflow = await w.publish({
        trigger: { type: 'manual' },
        nodes: [{ id: 'paid', type: 'wait', event: { name: 'order.paid' } }, after],
        edges: [
          { from: 'trigger', to: 'paid' },
          { from: 'paid', to: 'after' },
        ],
      })
      const came = asItIsPutDown(w, 'waiting', () =>
        w.storage.unitOfWork.writing(w.ctx, async tx => {
          expect(await store.from(tx, 'run').select('status').execute()).toEqual([{ status: 'waiting' }])
          await w.ctx.events.publish(tx, { name: 'order.paid', data: { order: 1 } })
        }),
      )
      const id = await w.start(workflow)
      await came
      await w.until(id, 'succeeded')
      expect(w.calls.map(({ input }) => input.text)).toEqual(['after'])
      await w.close()
    })

    test('who has it go on at the very moment in which it is paused is heard', async () => {
      const w = await installation(dialect)
      const hold = { id: 'hold', type: 'skill', skill: 'test.echo', input: { text: 'hold', hold: true } }
      const workflow = await w.publish({
        trigger: { type: 'manual' },
        nodes: [hold, after],
        edges: [
          { from: 'trigger', to: 'hold' },
          { from: 'hold', to: 'after' },
        ],
      })
      const id = await w.start(workflow)
      await expect.poll(() => w.held.has('hold')).toBe(true)
      const { engine } = w.workflows()
      const resumed = asItIsPutDown(w, 'paused', () =>
        w.storage.unitOfWork.writing(w.ctx, async tx => {
          expect((await engine.find(tx, id)).status).toBe('paused')
          await engine.resume(tx, id)
        }),
      )
      await w.storage.unitOfWork.writing(w.ctx, tx => engine.request(tx, id, 'pause'))
      w.held.get('hold')?.()
      await resumed
      await w.until(id, 'succeeded')
      expect(w.calls.map(({ input }) => input.text)).toEqual(['hold', 'after'])
      await w.close()
    })
  })
