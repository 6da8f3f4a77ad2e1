import { SkillRegistry } from '@atom/kernel'
import { expect, test } from 'vitest'
import { compileGraph } from '../graph/compile.ts'
import type { GraphDocument } from '../graph/schema.ts'
import { nodeTypes } from '../nodes/index.ts'
import { NodeTypes } from '../nodes/registry.ts'
import { Pass } from './pass.ts'

const registry = new SkillRegistry()
const types = new NodeTypes().add(
  ...nodeTypes({ registry, invoke: undefined as never, startChild: undefined as never, followRun: async () => {} }),
)
const walk = (nodes: object[], edges: [string, string, string?][]) => {
  const graph = { trigger: { type: 'manual' }, nodes, edges: edges.map(([from, to, port]) => ({ from, to, ...(port ? { port } : {}) })) }
  const pass = new Pass(compileGraph(graph as unknown as typeof GraphDocument, { types, skill: id => registry.find(id) }), '')
  pass.begin()
  return {
    pass,
    /** A node runs and leaves by this way. @returns whose outputs are in memory then */
    run(id: string, port = 'out') {
      const index = pass.plan.at.get(id) as number
      pass.enter(index)
      pass.keep(index, id)
      pass.leave(index, port)
      return [...pass.outputs.keys()]
    },
  }
}
const set = (id: string, value: unknown = 1, more: object = {}) => ({ id, type: 'set', input: { value }, ...more })
const of = (id: string) => `{{ steps.${id}.output.value }}`

test('what a step gave is let go when the last that reads it has ended', () => {
  const { run } = walk(
    [set('a'), set('b', of('a')), set('c'), set('d', of('a')), set('e')],
    [
      ['trigger', 'a'],
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'e'],
    ],
  )
  expect(run('a')).toEqual(['a'])
  expect(run('b')).toEqual(['a'])
  expect(run('c')).toEqual(['a'])
  expect(run('d')).toEqual([])
  // What the last gives is what the run gives.
  expect(run('e')).toEqual(['e'])
})

test('and when those that would read it lie on ways that were not taken', () => {
  const { run } = walk(
    [set('a'), { id: 'check', type: 'if', condition: 'true' }, set('yes'), set('no', of('a')), set('after', of('a'))],
    [
      ['trigger', 'a'],
      ['a', 'check'],
      ['check', 'yes', 'true'],
      ['check', 'no', 'false'],
      ['no', 'after'],
    ],
  )
  run('a')
  expect(run('check', 'true')).toEqual([])
  expect(run('yes')).toEqual(['yes'])
})

test('a loop reads what is read inside it, until it ends; a step that is turned off reads what led to it', () => {
  const { run } = walk(
    [
      set('a'),
      { id: 'each', type: 'forEach', items: [1], graph: { nodes: [set('in', of('a'))], edges: [] } },
      set('off', 1, { disabled: true }),
      set('last'),
    ],
    [
      ['trigger', 'a'],
      ['a', 'each'],
      ['each', 'off'],
      ['off', 'last'],
    ],
  )
  expect(run('a')).toEqual(['a'])
  expect(run('each')).toEqual(['each'])
  expect(run('off')).toEqual([])
})
