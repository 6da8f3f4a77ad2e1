import { expect, test } from 'vitest'
import { sayPlaceIn } from './say-place.ts'

test('a place is said by page or slide, sheet and cells, lines and headings, without the title once more', () => {
  expect(sayPlaceIn({ title: 'Contract', page: 3, heading: 'Contract › Delivery › Dates' })).toBe('page 3 · Delivery › Dates')
  expect(
    sayPlaceIn({ title: 'Pitch', page: 2, mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation' }),
  ).toBe('slide 2')
  expect(sayPlaceIn({ title: 'Prices', sheet: 'Q3', heading: 'Prices' })).toBe('sheet Q3')
  expect(sayPlaceIn({ title: 'Prices', sheet: 'Q3', cells: 'A2:D9' })).toBe('sheet Q3, A2:D9')
  expect(sayPlaceIn({ title: 'notes.txt', line: 4, lastLine: 9 })).toBe('lines 4–9')
  expect(sayPlaceIn({ title: 'notes.txt', line: 4, lastLine: 4, heading: 'Dates' })).toBe('line 4 · Dates')
  expect(sayPlaceIn({ title: 'Note' })).toBe('')
})
