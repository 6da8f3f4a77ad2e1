import { expect, test } from 'vitest'
import type { KnownTerm } from '../retrieve/known-terms.ts'
import { queryTerms } from '../text/analyse.ts'
import { quote } from './quote.ts'

const asked = (query: string): KnownTerm[] =>
  queryTerms(query).map(term => ({ ...term, parts: [], like: [], unknown: false, name: false, weight: 1 }))

test('the sentence that says it is quoted, with the next where it is short, and a heading is no sentence', () => {
  const text = 'Delivery times\n\nThe hub is at Venlo. Northwind delivers on Tuesdays. Damaged goods are reported within two days.'
  expect(quote(text, asked('when does Northwind deliver'), 'Agreement › Delivery times')).toBe(
    'Northwind delivers on Tuesdays. Damaged goods are reported within two days.',
  )
  expect(quote('Delivery times\n\nOn Tuesdays.', asked('delivery'), 'Delivery times')).toBe('On Tuesdays.')
})
