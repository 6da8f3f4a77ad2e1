import { expect, test } from 'vitest'
import { connect, freshId, type Graph, removeNodes, renameNode } from './graph.ts'

const set = (id: string, input: object = {}) => ({ id, type: 'set', input: { ...input } })

test('a step that is taken away leaves its neighbours joined, and one with two ways out a hole', () => {
  const level = {
    nodes: [set('a'), set('b'), set('c')],
    edges: [
      { from: 'trigger', to: 'a' },
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ],
  }
  expect(removeNodes(level, new Set(['b'])).edges).toEqual([
    { from: 'trigger', to: 'a' },
    { from: 'a', to: 'c' },
  ])
  const forked = { ...level, edges: [...level.edges, { from: 'b', port: 'error', to: 'c' }] }
  expect(removeNodes(forked, new Set(['b'])).edges).toEqual([{ from: 'trigger', to: 'a' }])
})

test('an arrow back is not drawn, nor one twice', () => {
  const level = { nodes: [set('a'), set('b')], edges: [{ from: 'a', to: 'b' }] }
  expect(connect(level, { from: 'b', to: 'a' })).toBe(level)
  expect(connect(level, { from: 'a', to: 'b' })).toBe(level)
  expect(connect(level, { from: 'a', port: 'error', to: 'b' }).edges).toHaveLength(2)
})

test('a step that is called otherwise is so in arrows, places and expressions, and only in expressions', () => {
  const graph: Graph = {
    trigger: { type: 'manual' },
    nodes: [set('net'), set('two', { a: '{{ steps.net.output.net + steps.network.output }} steps.net' })],
    edges: [{ from: 'net', to: 'two' }],
    layout: { net: { x: 1, y: 2 } },
  }
  expect(renameNode(graph, 'net', 'gross')).toEqual({
    trigger: { type: 'manual' },
    nodes: [set('gross'), set('two', { a: '{{ steps.gross.output.net + steps.network.output }} steps.net' })],
    edges: [{ from: 'gross', to: 'two' }],
    layout: { gross: { x: 1, y: 2 } },
  })
})

test('ids are made of words, and never twice', () => {
  expect(freshId('Create a task', new Set())).toBe('createATask')
  expect(freshId('Create a task', new Set(['createATask', 'createATask2']))).toBe('createATask3')
  expect(freshId('123', new Set())).toBe('step123')
  expect(freshId('Trigger', new Set())).toBe('trigger2')
})
