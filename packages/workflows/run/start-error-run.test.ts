import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const manual = { type: 'manual' }
const graph = (node: object, settings: object = {}) => ({
  trigger: manual,
  nodes: [{ id: 'n', ...node }],
  edges: [{ from: 'trigger', to: 'n' }],
  settings,
})
const stops = { type: 'stop', message: 'No more {{ event.what? }}.' }

for (const dialect of dialects)
  describe(`the error workflow on ${dialect.name}`, () => {
    const runsOf = async (w: Awaited<ReturnType<typeof installation>>, workflow: string) =>
      store.from(w.ctx, 'run').selectAll().where('workflow_id', '=', workflow).orderBy('id').execute()

    test('is started with what went wrong, once, and not for trials', async () => {
      const w = await installation(dialect)
      const handler = await w.publish(
        graph({ type: 'skill', skill: 'test.keep', input: { what: '{{ event.node & ": " & event.error.message }}' } }),
      )
      const workflow = await w.publish(graph(stops, { errorWorkflow: handler }), 'Nightly')
      const id = await w.start(workflow, { what: 'tea' })
      await w.until(id, 'failed')
      const [run, ...more] = await runsOf(w, handler)
      expect(more).toEqual([])
      expect(run).toMatchObject({ trigger: 'error', origin_run: id })
      await w.until(run?.id as string, 'succeeded')
      expect(w.calls).toEqual([{ skill: 'test.keep', input: { what: 'n: No more tea.' } }])
      expect((await w.call('runs.event', { id: run?.id })).event).toMatchObject({
        run: { id, version: 1, trigger: 'manual' },
        workflow: { id: workflow, name: 'Nightly' },
        error: { code: 'workflow.stopped', message: 'No more tea.', node: 'n' },
        node: 'n',
        event: { what: 'tea' },
      })
      const { runId } = await w.call('workflows.try', { id: workflow })
      await w.until(runId, 'failed')
      const dry = await w.call('workflows.run', { id: workflow, dry: true })
      await w.until(dry.runId, 'failed')
      expect(await runsOf(w, handler)).toHaveLength(1)
      await w.close()
    })

    test('is never started for its own failures, nor for those of what it runs', async () => {
      const w = await installation(dialect)
      const { id: handler } = await w.call('workflows.create', { name: 'Handler', graph: graph(stops) })
      const child = await w.publish(graph(stops, { errorWorkflow: handler }))
      await w.call('workflows.update', {
        id: handler,
        graph: graph({ type: 'workflow', workflow: child }, { errorWorkflow: child }),
      })
      await w.call('workflows.publish', { id: handler })
      const id = await w.start(await w.publish(graph(stops, { errorWorkflow: handler })))
      await w.until(id, 'failed')
      const [run] = await runsOf(w, handler)
      await w.until(run?.id as string, 'failed')
      expect((await runsOf(w, handler)).map(({ status }) => status)).toEqual(['failed'])
      expect((await runsOf(w, child)).map(({ status, trigger }) => [status, trigger])).toEqual([['failed', 'workflow']])
      await w.close()
    })

    test('that is gone, paused or not published does not keep a run from failing', async () => {
      const w = await installation(dialect)
      const paused = await w.publish(graph({ type: 'set', input: {} }))
      await w.call('workflows.update', { id: paused, enabled: false })
      for (const errorWorkflow of ['no-such', paused]) {
        const id = await w.start(await w.publish(graph(stops, { errorWorkflow })))
        expect(JSON.parse((await w.until(id, 'failed')).error as string).message).toBe('No more .')
      }
      expect(await runsOf(w, paused)).toEqual([])
      expect(w.lines.filter(line => line.startsWith('the error workflow could not be started'))).toHaveLength(1)
      await w.close()
    })
  })
