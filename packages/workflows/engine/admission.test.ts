import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const limitOf = (limit: number, policy = 'queue') => ({ concurrency: { limit, policy } })
/** Waits a day, so that it is under way until it is cancelled. */
const pausing = (settings: object = {}) => ({
  trigger: { type: 'manual' },
  nodes: [{ id: 'pause', type: 'wait', duration: '1d' }],
  edges: [{ from: 'trigger', to: 'pause' }],
  settings,
})

for (const dialect of dialects)
  describe(`how many runs of a workflow may be under way, on ${dialect.name}`, () => {
    const world = async () => {
      const w = await installation(dialect)
      const stands = async (id: string) => {
        const { status, held } = await w.run(id)
        return held === 1 ? `${status}, held back` : status
      }
      return {
        ...w,
        stands,
        republish: async (id: string, graph: object) => {
          await w.call('workflows.update', { id, graph })
          await w.call('workflows.publish', { id })
        },
        cancel: (id: string) => w.call('runs.cancel', { id }),
        /** A run that waits, and `count` behind it that are held back. */
        behind: async (workflow: string, count: number) => {
          const first = await w.start(workflow)
          await w.until(first, 'waiting')
          const others: string[] = []
          for (let at = 0; at < count; at++) others.push(await w.start(workflow))
          expect(await Promise.all(others.map(stands))).toEqual(others.map(() => 'queued, held back'))
          return [first, ...others] as [string, ...string[]]
        },
      }
    }

    test('one that was paused while it was held back stands in line again, or goes on where there is room', async () => {
      const w = await world()
      const [a, b = '', c = ''] = await w.behind(await w.publish(pausing(limitOf(1))), 2)
      await w.call('runs.pause', { id: b })
      await w.cancel(a)
      await w.until(c, 'waiting')
      await w.call('runs.resume', { id: b })
      expect(await w.stands(b)).toBe('queued, held back')
      await w.call('runs.pause', { id: b })
      await w.cancel(c)
      expect(await w.stands(b)).toBe('paused, held back')
      await w.call('runs.resume', { id: b })
      await w.until(b, 'waiting')
      await w.close()
    })

    test('one is let in when a run ends whose own version had no limit', async () => {
      const w = await world()
      const id = await w.publish({
        trigger: { type: 'manual' },
        nodes: [{ id: 'echo', type: 'skill', skill: 'test.echo', input: { text: 'a', hold: true } }],
        edges: [{ from: 'trigger', to: 'echo' }],
      })
      const a = await w.start(id)
      await expect.poll(() => w.held.has('a')).toBe(true)
      await w.republish(id, pausing(limitOf(1)))
      const b = await w.start(id)
      expect(await w.stands(b)).toBe('queued, held back')
      w.held.get('a')?.()
      await w.until(a, 'succeeded')
      await w.until(b, 'waiting')
      await w.close()
    })

    test('a higher limit, and none, lets those in for which there is room; deletion leaves the limit as it is', async () => {
      const w = await world()
      const id = await w.publish(pausing(limitOf(1)))
      const [a, b = '', c = '', d = '', e = ''] = await w.behind(id, 4)
      await w.republish(id, pausing(limitOf(2)))
      await w.until(b, 'waiting')
      expect(await w.stands(c)).toBe('queued, held back')
      await w.call('workflows.delete', { id })
      await w.cancel(a)
      await w.until(c, 'waiting')
      expect(await w.stands(d)).toBe('queued, held back')
      await w.call('workflows.restore', { id })
      await w.republish(id, pausing())
      await w.until(d, 'waiting')
      await w.until(e, 'waiting')
      await w.close()
    })

    test('an engine that starts looks for those a crash has left behind', async () => {
      const w = await world()
      const id = await w.publish(pausing(limitOf(1)))
      const [a, b = ''] = await w.behind(id, 1)
      // As if the process had died between the end of a run and the look at those behind it.
      const gone = { status: 'succeeded', finished_at: w.clock.now().toISOString() } as const
      await w.storage.unitOfWork.writing(w.ctx, async tx => {
        await store.update(tx, 'run').set(gone).where('id', '=', a).execute()
      })
      expect(await w.stands(b)).toBe('queued, held back')
      await w.restart()
      await w.until(b, 'waiting')
      await w.close()
    })

    test('those held back are counted by themselves', async () => {
      const w = await world()
      await w.behind(await w.publish(pausing(limitOf(1))), 2)
      expect((await w.workflows().engine.load()).runs).toEqual({ queued: 0, held: 2, running: 0, waiting: 1, paused: 0 })
      await w.close()
    })

    test('of several under way as many of the oldest are cancelled as must be', async () => {
      const w = await world()
      const id = await w.publish(pausing(limitOf(2, 'cancel-previous')))
      const runs: string[] = []
      for (let at = 0; at < 3; at++) {
        runs.push(await w.start(id))
        await w.until(runs[at] as string, 'waiting')
      }
      expect(await Promise.all(runs.map(w.stands))).toEqual(['cancelled', 'waiting', 'waiting'])
      await w.close()
    })

    test('those held back when newer ones began to take the place of older ones are cancelled with them', async () => {
      const w = await world()
      const id = await w.publish(pausing(limitOf(1)))
      const older = await w.behind(id, 2)
      await w.republish(id, pausing(limitOf(1, 'cancel-previous')))
      const newest = await w.start(id)
      await w.until(newest, 'waiting')
      expect(await Promise.all(older.map(w.stands))).toEqual(['cancelled', 'cancelled', 'cancelled'])
      await w.close()
    })

    test('trials of a draft that was never published keep to the limit of the draft', async () => {
      const w = await world()
      const { id } = await w.call('workflows.create', { name: 'draft', graph: pausing(limitOf(1)) })
      const { runId: a } = await w.call('workflows.try', { id })
      await w.until(a, 'waiting')
      const { runId: b } = await w.call('workflows.try', { id })
      await w.storage.unitOfWork.writing(w.ctx, tx => w.workflows().engine.limitChanged(tx, id))
      expect(await w.stands(b)).toBe('queued, held back')
      await w.cancel(a)
      await w.until(b, 'waiting')
      await w.close()
    })

    test('what only pretends neither waits nor takes a place', async () => {
      const w = await world()
      const id = await w.publish(pausing(limitOf(1, 'cancel-previous')))
      const real = await w.start(id)
      await w.until(real, 'waiting')
      const { runId: pretended } = await w.call('workflows.run', { id, dry: true })
      await w.until(pretended, 'succeeded')
      expect(await w.stands(real)).toBe('waiting')
      await w.close()
    })

    test('one that is tried again is let in like a new one', async () => {
      const w = await world()
      for (const [policy, comes] of [
        ['skip', undefined],
        ['cancel-previous', 'waiting'],
      ] as const) {
        const id = await w.publish(pausing(limitOf(1, policy)))
        const a = await w.start(id)
        await w.until(a, 'waiting')
        await w.cancel(a)
        const b = await w.start(id)
        await w.until(b, 'waiting')
        if (comes === undefined) {
          await expect(w.call('runs.retry', { id: a })).rejects.toMatchObject({ code: 'workflow.skipped' })
          expect([await w.stands(a), await w.stands(b)]).toEqual(['cancelled', 'waiting'])
        } else {
          await w.call('runs.retry', { id: a })
          await w.until(a, comes)
          expect(await w.stands(b)).toBe('cancelled')
        }
      }
      await w.close()
    })
  })
