import { expect, test } from 'vitest'
import { parseTemplate } from '../expressions/index.ts'
import { about, itemAtHand, itemTemplates } from './item-at-hand.ts'
import type { Step } from './node-type.ts'

const templates = Object.fromEntries(Object.entries(itemTemplates).map(([name, text]) => [name, parseTemplate(text)]))
const stepIn = (loop: { item?: unknown; index?: number }) =>
  ({ templates, evaluate: (template, more) => template.evaluate({ event: {}, steps: {}, vars: {}, ...loop, ...more }) }) as Step

test.each<[string, unknown, string]>([
  ['a record by its title', { id: 't1', name: 'no', title: 'Pay rent' }, 'Pay rent'],
  ['a person by the name', { id: 'c1', name: 'Dana' }, 'Dana'],
  ['a thing without either by its id', { title: '  ', id: 7 }, '7'],
  ['text by itself, in one line', 'a\n b', 'a b'],
  ['what is called nothing by its place', { done: true }, 'item 3'],
  ['a list by its place', [1, 2], 'item 3'],
  ['what is long by its beginning', 'x'.repeat(500), `${'x'.repeat(99)}…`],
])('the item at hand is named: %s', async (_, item, name) => {
  expect(await itemAtHand(stepIn({ item, index: 2 }))).toBe(name)
})

test('outside a loop there is none, and a question that names it already does not do so twice', async () => {
  expect(await itemAtHand(stepIn({}))).toBeUndefined()
  expect([about('Pay?', undefined), about('Pay?', 'Rent'), about('Pay Rent?', 'Rent')]).toEqual(['Pay?', 'Pay? (Rent)', 'Pay Rent?'])
})
