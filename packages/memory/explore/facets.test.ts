import { expect, test } from 'vitest'
import type { Filters } from '../retrieve/search.ts'
import { type FacetedDocument, facetsOf } from './facets.ts'

const document = (id: string, category: FacetedDocument['category'], source: string, author: string | null = null) => ({
  id,
  category,
  source,
  sourceName: source.toUpperCase(),
  author,
})
const all = [
  document('1', 'document', 'files', 'Dana Reyes'),
  document('1', 'document', 'files', 'Dana Reyes'),
  document('2', 'document', 'web'),
  document('3', 'record', 'notes', 'dana reyes'),
]
const find = async ({ categories, sources }: Filters) =>
  all.filter(one => (!categories || categories.includes(one.category)) && (!sources || sources.includes(one.source)))

test('a document counts once, however many of its passages were found, and the most come first', async () => {
  expect(await facetsOf({}, await find({}), find)).toEqual({
    categories: [
      { value: 'document', name: 'document', count: 2 },
      { value: 'record', name: 'record', count: 1 },
    ],
    sources: [
      { value: 'files', name: 'FILES', count: 1 },
      { value: 'notes', name: 'NOTES', count: 1 },
      { value: 'web', name: 'WEB', count: 1 },
    ],
    authors: [{ value: 'dana reyes', name: 'Dana Reyes', count: 2 }],
  })
})

test('a facet counts as if its own filter were not set, the others as if it were', async () => {
  const filters: Filters = { categories: ['document'] }
  const { categories, sources } = await facetsOf(filters, await find(filters), find)
  expect(categories.map(({ value, count }) => [value, count])).toEqual([
    ['document', 2],
    ['record', 1],
  ])
  expect(sources.map(({ value }) => value)).toEqual(['files', 'web'])
})
