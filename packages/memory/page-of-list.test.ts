import { expect, test } from 'vitest'
import { pageOfList } from './page-of-list.ts'

const all = ['a', 'b', 'c']
const page = (limit?: number, cursor?: string) => pageOfList(all, { limit, cursor }, item => item)

test('goes on behind the last item, and ends', () => {
  expect(page()).toEqual({ items: all, nextCursor: null })
  expect(page(2)).toEqual({ items: ['a', 'b'], nextCursor: 'b' })
  expect(page(2, 'b')).toEqual({ items: ['c'], nextCursor: null })
  expect(page(3)).toEqual({ items: all, nextCursor: null })
})

test('what is no item is no cursor', () => {
  expect(() => page(2, 'junk')).toThrow(expect.objectContaining({ code: 'storage.bad_cursor' }))
})
