import { expect, test } from 'vitest'
import { joined } from './text-of.ts'

test('parts that overlap, or follow each other, are one text', () => {
  expect(
    joined([
      { from: 2, text: 'cdef', length: 10 },
      { from: 4, text: 'efgh', length: 10 },
      { from: 8, text: 'ij', length: 10 },
    ]),
  ).toEqual({ from: 2, text: 'cdefghij' })
})
