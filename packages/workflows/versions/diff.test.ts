import { expect, test } from 'vitest'
import type { Graph } from '../graph/schema.ts'
import { diffGraphs } from './diff.ts'

const before = {
  trigger: { type: 'manual' },
  nodes: [
    { id: 'a', type: 'skill', skill: 'tasks.create', input: { title: 'x', notes: 'n' }, title: 'Make it' },
    { id: 'gone', type: 'set', input: {} },
    { id: 'loop', type: 'forEach', items: [1], graph: { nodes: [{ id: 'in', type: 'set', input: { a: 1 } }], edges: [] } },
  ],
  edges: [
    { from: 'trigger', to: 'a' },
    { from: 'a', to: 'gone' },
    { from: 'gone', to: 'loop' },
  ],
  layout: { a: { x: 1, y: 1 } },
} as Graph
const after = {
  trigger: { type: 'schedule', cron: '0 9 * * *' },
  nodes: [
    { id: 'loop', type: 'forEach', items: [1], graph: { nodes: [{ id: 'in', type: 'set', input: { a: 2 } }], edges: [] } },
    { id: 'a', type: 'skill', skill: 'tasks.create', input: { title: 'y', notes: 'n', due: 'today' } },
    { id: 'big', type: 'if', condition: true },
  ],
  edges: [
    { from: 'trigger', port: 'out', to: 'a' },
    { from: 'a', to: 'big' },
    { from: 'big', port: 'true', to: 'loop' },
  ],
  settings: { timeout: '1h' },
} as unknown as Graph

test('says which steps came, went and changed, inside loops too, and in which fields', () => {
  expect(diffGraphs(before, after)).toEqual({
    added: ['big'],
    removed: ['gone'],
    changed: [
      {
        node: 'trigger',
        fields: [
          { field: 'type', before: 'manual', after: 'schedule' },
          { field: 'cron', after: '0 9 * * *' },
        ],
      },
      {
        node: 'a',
        fields: [
          { field: 'input.title', before: 'x', after: 'y' },
          { field: 'input.due', after: 'today' },
          { field: 'title', before: 'Make it' },
        ],
      },
      { node: 'in', fields: [{ field: 'input.a', before: 1, after: 2 }] },
      { node: 'settings', fields: [{ field: 'timeout', after: '1h' }] },
    ],
    edges: { added: ['a -> big', 'big:true -> loop'], removed: ['a -> gone', 'gone -> loop'] },
  })
})

test('the same graph drawn elsewhere differs in nothing', () => {
  const drawn = { ...before, nodes: [...before.nodes].reverse(), layout: { a: { x: 9, y: 9 } } } as Graph
  expect(diffGraphs(before, drawn)).toEqual({ added: [], removed: [], changed: [], edges: { added: [], removed: [] } })
})
