import { dialects } from '@atom/storage/testing'
import { expect, test } from 'vitest'
import { installation } from '../testing/installation.ts'

for (const dialect of dialects)
  test(`the step that is told is the one that made the run fail, not the pass around it nor one that had an answer (${dialect.name})`, async () => {
    const w = await installation(dialect)
    const echo = (id: string, text: string, more: object = {}) => ({ id, type: 'skill', skill: 'test.echo', input: { text }, ...more })
    const workflow = await w.publish({
      trigger: { type: 'manual' },
      nodes: [
        {
          id: 'each',
          type: 'forEach',
          items: ['a', 'fail b'],
          graph: {
            nodes: [echo('call', '{{ item }}'), echo('beside', 'fail beside', { onError: 'continue' })],
            edges: [],
          },
        },
      ],
      edges: [{ from: 'trigger', to: 'each' }],
    })
    await w.until(await w.start(workflow), 'failed')
    const { step, run } = await w.call('workflows.explain', { id: workflow })
    expect([run.status, step.node, step.iteration, step.error.code]).toEqual(['failed', 'call', '1', 'kernel.unreachable'])
    await w.close()
  })
