// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { BuilderContext, BuilderStore } from '../../lib/automations/builder-store.ts'
import type { GraphNode } from '../../lib/automations/graph.ts'
import { render } from '../../testing/render.tsx'
import { WaitFields } from './wait-fields.tsx'

afterEach(cleanup)

const text = { type: 'string' }
const schema = {
  properties: {
    duration: { ...text, title: 'How long' },
    until: text,
    event: { type: 'object', properties: { name: text, where: { ...text, title: 'Only where' } } },
    limit: { ...text, title: 'At most' },
  },
}
const events = new Map([['task.completed', { name: 'task.completed', title: 'A task was done', example: {} }]])

function show(fields: Partial<GraphNode>) {
  const changed = vi.fn()
  const store = new BuilderStore({ trigger: { type: 'manual' }, nodes: [], edges: [] }, { events } as never)
  render(
    <BuilderContext value={store}>
      <WaitFields schema={schema} value={{ id: 'w', type: 'wait', ...fields }} onChange={changed} />
    </BuilderContext>,
    {},
  )
  return changed
}
const labels = () =>
  ['How long', 'Until', 'What happens', 'Only where', 'At most'].filter(label => screen.queryAllByLabelText(label).length > 0)

test.each<[Partial<GraphNode>, string[]]>([
  [{}, ['How long']],
  [{ duration: '1h' }, ['How long']],
  [{ until: '2026-11-27' }, ['Until']],
  [{ event: { name: 'task.completed' } }, ['What happens', 'Only where', 'At most']],
  [{ duration: '1h', until: '2026-11-27' }, ['How long', 'Until']],
])('a wait with %j shows the fields of its kind alone', (fields, shown) => {
  show(fields)
  expect(labels()).toEqual(shown)
})

test('another kind takes the place of the one before', async () => {
  const changed = show({ duration: '1h', title: 'Rest' })
  await userEvent.selectOptions(screen.getByLabelText('Wait'), 'Until something happens')
  expect(changed).toHaveBeenCalledWith({ id: 'w', type: 'wait', title: 'Rest', event: { name: 'task.completed' } })
})
