import { expect, test } from 'vitest'
import { BuilderStore } from './builder-store.ts'
import { addStep } from './edit.ts'
import type { Graph, GraphNode } from './graph.ts'
import type { Kinds } from './step-kinds.ts'

const list = { type: 'array', items: {} }
const skills = {
  'tasks.list': { id: 'tasks.list', title: 'List tasks', output: { properties: { items: list, nextCursor: { type: 'string' } } } },
  'memory.ask': { id: 'memory.ask', title: 'Ask', output: { properties: { citations: list, questions: list } } },
}
const kinds = {
  skills: new Map(Object.entries(skills)),
  types: new Map([
    ['forEach', { type: 'forEach', title: 'For each', ports: ['out'], holdsGraph: true }],
    ['approval', { type: 'approval', title: 'Ask a person', ports: ['approved', 'denied', 'timeout'] }],
  ]),
  events: new Map(),
} as unknown as Kinds
const storeWith = (first: GraphNode) => {
  const graph: Graph = { trigger: { type: 'manual' }, nodes: [first], edges: [{ from: 'trigger', to: first.id }] }
  return new BuilderStore(graph, kinds)
}
const added = (store: BuilderStore, id: string) => store.get().graph.nodes.find(node => node.id === id)

test('a loop behind a step that gives one list goes through that list', () => {
  const store = storeWith({ id: 'find', type: 'skill', skill: 'tasks.list', input: {} })
  const each = addStep(store, { type: 'forEach' }, { after: 'find' })
  expect(added(store, each)).toMatchObject({ items: '{{ steps.find.output.items }}', graph: { nodes: [] } })
  expect(added(store, addStep(store, { type: 'filter' }, { after: each }))).toMatchObject({ items: '{{ steps.forEach.output }}' })
})

test('behind one that gives several, the person says which', () => {
  const store = storeWith({ id: 'ask', type: 'skill', skill: 'memory.ask', input: {} })
  expect(added(store, addStep(store, { type: 'forEach' }, { after: 'ask' }))).not.toHaveProperty('items')
})

test('what follows by the first way stands left, by the last right, so that ways do not cross', () => {
  const store = storeWith({ id: 'ask', type: 'approval' })
  const [yes, no, late] = ['approved', 'denied', 'timeout'].map(port => addStep(store, { type: 'wait' }, { after: 'ask', port }))
  const { layout = {} } = store.get().graph
  const x = (id: string | undefined) => (layout[id ?? ''] as { x: number }).x - (layout.ask as { x: number }).x
  expect([x(yes), x(no), x(late)]).toEqual([-280, 0, 280])
  expect(added(store, yes as string)).toMatchObject({ duration: '1h' })
})
