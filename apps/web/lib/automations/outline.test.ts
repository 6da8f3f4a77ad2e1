import { expect, test } from 'vitest'
import { outlineOf } from './outline.ts'

const set = (id: string) => ({ id, type: 'set', input: {} })

test('as a list each way is read to its end, and where ways meet they are named', () => {
  const level = {
    nodes: [{ id: 'end', type: 'merge' }, { id: 'if', type: 'if' }, set('yes'), set('no')],
    edges: [
      { from: 'trigger', to: 'if' },
      { from: 'if', port: 'true', to: 'yes' },
      { from: 'if', port: 'false', to: 'no' },
      { from: 'yes', to: 'end' },
      { from: 'no', to: 'end' },
    ],
  }
  expect(outlineOf(level).map(({ node, depth, via }) => [node.id, depth, via.map(one => `${one.from}/${one.port}`)])).toEqual([
    ['if', 0, []],
    ['yes', 1, ['if/true']],
    ['no', 1, ['if/false']],
    ['end', 0, ['yes/out', 'no/out']],
  ])
})
