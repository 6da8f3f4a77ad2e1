import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'
import { Triggers } from './triggers.ts'

const graph = (text: string) => ({
  trigger: { type: 'webhook', path: 'in', respond: 'last' },
  nodes: [{ id: 'say', type: 'set', input: { text } }],
  edges: [{ from: 'trigger', to: 'say' }],
})

for (const dialect of dialects)
  describe(`what was written and taken back, on ${dialect.name}`, () => {
    test('a version that was never committed is never run: its number is given to another', async () => {
      const w = await installation(dialect)
      const held = { trigger: { type: 'manual' }, settings: { concurrency: { limit: 1, policy: 'skip' } } }
      const rest = (text: string) => ({
        nodes: [
          { id: 'say', type: 'set', input: { text } },
          { id: 'wait', type: 'wait', duration: '1h' },
        ],
        edges: [
          { from: 'trigger', to: 'say' },
          { from: 'say', to: 'wait' },
        ],
      })
      const id = await w.publish({ ...held, ...rest('published') })
      const first = await w.start(id)
      await w.until(first, 'waiting')
      // The trial is skipped, and with it the version it wrote.
      await w.call('workflows.update', { id, graph: { ...held, ...rest('taken back') } })
      await expect(w.call('workflows.try', { id })).rejects.toMatchObject({ code: 'workflow.skipped' })
      await w.call('runs.cancel', { id: first })
      await w.call('workflows.update', { id, graph: { ...held, ...rest('tried') } })
      const { runId } = await w.call('workflows.try', { id })
      await w.until(runId, 'waiting')
      expect((await w.steps(runId))[0].output).toEqual({ text: 'tried' })
      await w.close()
    })

    test('a trigger that is being changed is seen as it is, until the change is committed', async () => {
      const w = await installation(dialect)
      const id = await w.publish(graph('one'))
      const triggers = new Triggers()
      const versions = async (ctx = w.storage.unitOfWork.reading(w.ctx)) =>
        (await triggers.find(ctx, 'webhook', 'in')).map(({ version }) => version)
      expect(await versions()).toEqual([1])
      const change = w.storage.unitOfWork.writing(w.ctx, async tx => {
        const [live] = await triggers.find(tx, 'webhook', 'in')
        await triggers.set(
          tx,
          { ...(live as NonNullable<typeof live>), version: 2 },
          { publishedAt: '2026-11-24T09:00:00.000Z', timeZone: 'UTC' },
        )
        expect(await versions(tx)).toEqual([2])
        expect(await versions()).toEqual([1])
        throw new Error('taken back')
      })
      await expect(change).rejects.toThrow('taken back')
      expect(await versions()).toEqual([1])
      expect(
        (await store.from(w.ctx, 'workflow_trigger').select('version').where('workflow_id', '=', id).execute()).map(row => row.version),
      ).toEqual([1])
      await w.close()
    })

    test('a change in another process is seen after a second at most, with its publisher', async () => {
      const w = await installation(dialect)
      await w.publish(graph('one'))
      const elsewhere = new Triggers()
      const ctx = w.storage.unitOfWork.reading(w.ctx)
      const seen = async () => (await elsewhere.find(ctx, 'webhook', 'in')).map(({ version, personId }) => [version, personId])
      expect(await seen()).toEqual([[1, w.ctx.person.id]])
      await w.storage.unitOfWork.writing(w.ctx, async tx => {
        await store.update(tx, 'workflow_trigger').set({ version: 2, person_id: 'another' }).execute()
      })
      await expect.poll(seen, { timeout: 1500 }).toEqual([[2, 'another']])
      await w.close()
    })

    test('a schedule whose version cannot run any more says so, and goes on to its next time', async () => {
      const w = await installation(dialect)
      const id = await w.publish({ ...graph('x'), trigger: { type: 'schedule', cron: '0 10 * * *', timeZone: 'UTC' } })
      await w.storage.unitOfWork.writing(w.ctx, async tx => {
        const broken = JSON.stringify({ trigger: { type: 'manual' }, nodes: [{ id: 'gone', type: 'gone' }], edges: [] })
        await store.update(tx, 'workflow_version').set({ graph: broken }).where('workflow_id', '=', id).execute()
      })
      await w.pass(3_600_000)
      await expect.poll(async () => (await w.call('workflows.get', { id })).nextRunAt, { timeout: 5000 }).toBe('2026-11-25T10:00:00.000Z')
      expect((await w.call('workflows.get', { id })).triggerError).toMatchObject({ code: 'workflow.invalid_graph' })
      await w.close()
    })
  })
