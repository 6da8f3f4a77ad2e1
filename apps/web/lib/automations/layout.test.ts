import { expect, test } from 'vitest'
import { layOut } from './layout.ts'

const set = (id: string) => ({ id, type: 'set', input: {} })

test('the way of the first port is drawn to the left of the second', () => {
  const level = {
    nodes: [{ id: 'if', type: 'if' }, set('yes'), set('more'), set('end')],
    edges: [
      { from: 'trigger', to: 'if' },
      { from: 'if', port: 'true', to: 'yes' },
      { from: 'yes', to: 'more' },
      { from: 'more', to: 'end' },
      { from: 'if', port: 'false', to: 'end' },
    ],
  }
  const places = layOut(level, true)
  expect(places.yes?.x).toBeLessThan(places.if?.x as number)
  expect(places.trigger?.y).toBeLessThan(places.end?.y as number)
})
