import { expect, test } from 'vitest'
import { problemOf } from './problem-of.ts'

const inner = { id: 'deep', type: 'if', title: 'Urgent?' }
const each = {
  id: 'each',
  type: 'forEach',
  graph: { nodes: [{ id: 'try', type: 'try', graph: { nodes: [inner], edges: [] } }], edges: [] },
}
const missing = { node: 'deep', field: 'condition', message: 'Write what must be true.' }
const title = (node: { id: string; title?: string }) => node.title ?? node.id

test('what is wrong with a step inside, at any depth, is said of the step around it', () => {
  expect(problemOf('each', each, [missing], title)).toBe('Inside, “Urgent?”: Write what must be true.')
})

test('what is wrong with the step itself comes first, and what is wrong elsewhere is no matter of it', () => {
  expect(problemOf('each', each, [missing, { node: 'each', message: 'No list.' }], title)).toBe('No list.')
  expect(problemOf('each', each, [{ node: 'other', message: 'No.' }], title)).toBeUndefined()
  expect(problemOf('deep', inner, [missing], title)).toBe('Write what must be true.')
})
