import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import { plainPath } from './plain-path.ts'

const withoutPositions = (tree: unknown) => JSON.parse(JSON.stringify(tree, (key, value) => (key === 'position' ? undefined : value)))

test.each(['event', 'steps.a1.output.x_y', ' vars . city\n', 'event.order.inside.ands', 'steps._.output'])(
  '%j is read as JSONata reads it',
  text => {
    expect(plainPath(text)).toEqual(withoutPositions(jsonata(text).ast()))
  },
)

test.each([
  'event.a and event.b',
  'event.in',
  'true',
  'event.null',
  'function',
  'event[0]',
  'event.`x y`',
  '$count(event)',
  'event.$a',
  'event..a',
  'event.1a',
  'event.a?',
  'event.größe',
  '',
])('%j is left to JSONata', text => {
  expect(plainPath(text)).toBeUndefined()
})
